import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { meQuery } from "@/shared/access/session";
import { wayOf } from "@/shared/access/useSecondLook";
import { render } from "@/testing/render";
import { SecondLook as DeskLook } from "./desk/SecondLook";
import { SecondLook as PhoneLook } from "./phone/SecondLook";

const nothing = { password: false, totp: false, recovery_codes: 0, passkeys: 0, external: [] as string[] };
const wecomAlone = { ...nothing, external: ["wecom"] };

/** Draws a page for somebody with these factors, and keeps what is sent to the server. */
async function shown(page: React.ReactElement, factors: typeof nothing, answer: () => Response) {
  const sent: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    sent.push({ path, body: JSON.parse(String(body)) });
    return answer();
  });
  const cache = new QueryClient();
  cache.setQueryData(meQuery.queryKey, { factors } as never);
  await render(<QueryClientProvider client={cache}>{page}</QueryClientProvider>);
  return sent;
}

describe("the way of a second look", () => {
  it("is one's own secret first, then another system, then signing in", () => {
    expect(wayOf({ ...wecomAlone, password: true, totp: true })).toEqual({ kind: "password" });
    expect(wayOf({ ...wecomAlone, totp: true })).toEqual({ kind: "totp" });
    expect(wayOf(wecomAlone)).toEqual({ kind: "elsewhere", provider: "wecom" });
  });
  it("is one's passkey, which the other system must not stand in for", () => {
    expect(wayOf({ ...wecomAlone, passkeys: 1 }, true)).toEqual({ kind: "passkey" });
    expect(wayOf({ ...wecomAlone, passkeys: 1 }, false)).toEqual({ kind: "again" });
    expect(wayOf(nothing)).toEqual({ kind: "again" });
  });
});

describe.each([
  ["desk", DeskLook],
  ["phone", PhoneLook],
])("a second look at the %s", (_, Look) => {
  const refusal = () => new Response(JSON.stringify({ code: "auth.too_many", status: 429 }), { status: 429 });

  it("is asked of WeCom for those who have only WeCom", async () => {
    const sent = await shown(<Look seen={() => undefined} here="/results/r1" />, wecomAlone, refusal);
    await userEvent.click(screen.getByRole("button", { name: "用企业微信验证后查看" }));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(sent).toEqual([
      { path: "/api/v1/session/second-look/external/wecom", body: { next: "/results/r1" } },
    ]);
    expect(screen.queryByText("重新登录后查看")).not.toBeInTheDocument();
  });

  it("is the password where there is one", async () => {
    const seen = vi.fn();
    const none = () => new Response(null, { status: 204 });
    const sent = await shown(
      <Look seen={seen} here="/results/r1" />,
      { ...wecomAlone, password: true },
      none,
    );
    await userEvent.type(screen.getByLabelText("密码"), "一个很长的密码");
    await userEvent.click(screen.getByRole("button", { name: "查看结果" }));
    await waitFor(() => expect(seen).toHaveBeenCalledTimes(1));
    const body = { kind: "password", password: "一个很长的密码" };
    expect(sent).toEqual([{ path: "/api/v1/session/second-look", body }]);
  });
});
