import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import { ExplainProvider, useExplain } from "@/shared/explain/ExplainProvider";
import { Figure } from "@/shared/explain/Figure";
import { HiddenAmount } from "@/shared/phone/Hidden";
import { render } from "@/testing/render";
import { MaskedField } from "./MaskedField";
import { Timeline } from "./Timeline";

describe("a masked field", () => {
  it("shows the value on purpose and hides it again", async () => {
    const reveal = vi.fn(async () => "13800136021");
    await render(<MaskedField label="手机" masked="138****6021" reveal={reveal} />);
    expect(screen.getByText("138****6021")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "显示手机，会留下记录" }));
    expect(await screen.findByText("13800136021")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "隐藏手机" }));
    expect(screen.queryByText("13800136021")).not.toBeInTheDocument();
    expect(reveal).toHaveBeenCalledTimes(1);
  });

  it("says why it cannot be shown, in place of a value", async () => {
    await render(<MaskedField label="银行卡" whyNot={{ reason: "薪酬组可见" }} />);
    expect(screen.getByText("薪酬组可见")).toBeVisible();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });

  it("keeps the mask when the server refuses", async () => {
    const refuse = () => Promise.reject(new ProblemError({ code: "auth.denied", status: 403 }));
    await render(<MaskedField label="手机" masked="138****6021" reveal={refuse} />);
    await userEvent.click(screen.getByRole("button"));
    expect(await screen.findByRole("alert")).toHaveTextContent("不在您的权限里");
    expect(screen.getByText("138****6021")).toBeVisible();
  });
});

describe("a timeline", () => {
  const events = [
    { id: "1", on: "2019-03-18", title: "入职" },
    { id: "2", on: "2027-01-01", title: "晋升" },
    { id: "3", on: "2026-09-01", title: "调班组" },
  ];
  const order = () => screen.getAllByRole("listitem").map((item) => item.textContent);

  it("puts what is planned above today and the newest on top", async () => {
    await render(<Timeline label="时间线" events={events} />);
    expect(order()).toEqual([
      expect.stringContaining("2027-01-01 (周五) 生效晋升"),
      expect.stringContaining("今天 2026-11-21 (周六)"),
      expect.stringContaining("调班组"),
      expect.stringContaining("入职"),
    ]);
  });

  it("puts the looked-at day between what was and what came later", async () => {
    await render(<Timeline label="时间线" events={events} asOf="2025-12-31" />);
    expect(order().map((text) => text?.slice(0, 10))).toEqual([
      "2027-01-01",
      "2026-09-01",
      "2025-12-31",
      "2019-03-18",
    ]);
  });
});

const Open = () => <output>{useExplain().current?.explanation.label ?? "nothing"}</output>;

describe("an explained figure", () => {
  const explanation = { label: "x", value: "1", unit: "day", terms: [], basis: { rule: "r", version: "1" } };

  it("opens by Enter, says so, and closes by a second press", async () => {
    await render(
      <ExplainProvider>
        <Figure explained={{ explanation }}>7.5</Figure>
        <Open />
      </ExplainProvider>,
    );
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("button", { expanded: true })).toHaveTextContent("7.5");
    expect(screen.getByRole("status")).toHaveTextContent("x");
    await userEvent.keyboard("{Enter}");
    expect(screen.getByRole("status")).toHaveTextContent("nothing");
  });
});

describe("a hidden amount", () => {
  it("shows on a tap and hides itself after three minutes", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    await render(<HiddenAmount label="实发">¥7,306.64</HiddenAmount>);
    expect(screen.getByRole("button", { name: "显示实发" })).toHaveTextContent("¥ ••••");
    await user.click(screen.getByRole("button"));
    expect(screen.getByText("¥7,306.64")).toBeVisible();
    act(() => vi.advanceTimersByTime(3 * 60_000));
    expect(screen.queryByText("¥7,306.64")).not.toBeInTheDocument();
    vi.useRealTimers();
  });
});
