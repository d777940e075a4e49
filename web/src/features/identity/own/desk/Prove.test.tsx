import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { render } from "@/testing/render";
import { Prove } from "./Prove";

const wecomAlone = { password: false, totp: false, recovery_codes: 0, passkeys: 0, external: ["wecom"] };

/** Draws the proof for somebody with these factors; answers what was sent and what it leads to. */
async function asked(factors: object) {
  const sent: { path: string; body: unknown }[] = [];
  const proved = vi.fn();
  vi.stubGlobal("fetch", async (path: string, { method, body }: RequestInit) => {
    if (!method || method === "GET") return Response.json({ factors });
    sent.push({ path, body: JSON.parse(String(body)) });
    return path.includes("external")
      ? Response.json({ code: "rate.limited", status: 429 }, { status: 429 })
      : new Response(null, { status: 204 });
  });
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <Prove proved={proved} cancel={() => undefined} />
    </QueryClientProvider>,
  );
  return { sent, proved };
}

describe("before a way in is changed", () => {
  it("somebody without a password is asked for what they have", async () => {
    const { sent, proved } = await asked(wecomAlone);
    await userEvent.click(await screen.findByRole("button", { name: "用企业微信验证" }));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(sent).toEqual([{ path: "/api/v1/session/second-look/external/wecom", body: { next: "/me" } }]);
    expect(screen.queryByLabelText("密码")).not.toBeInTheDocument();
    expect(proved).not.toHaveBeenCalled();
  });
  it("a proof that still holds is not asked for again", async () => {
    const { sent, proved } = await asked({ ...wecomAlone, proved_until: "2026-03-02T09:10:00Z" });
    await waitFor(() => expect(proved).toHaveBeenCalledTimes(1));
    expect(sent).toEqual([]);
  });
  it("whoever has a password says it, however fresh another proof is", async () => {
    const { sent, proved } = await asked({
      ...wecomAlone,
      password: true,
      passkeys: 1,
      proved_until: "2026-03-02T09:10:00Z",
    });
    await userEvent.type(await screen.findByLabelText("密码"), "一个很长的密码");
    expect(proved).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: /继\s?续/ }));
    await waitFor(() => expect(proved).toHaveBeenCalledTimes(1));
    expect(sent).toEqual([
      { path: "/api/v1/session/second-look", body: { kind: "password", password: "一个很长的密码" } },
    ]);
  });
});
