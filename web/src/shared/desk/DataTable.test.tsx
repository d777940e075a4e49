import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { render } from "@/testing/render";
import { type Column, DataTable } from "./DataTable";
import type { Selection } from "./selection";

interface Row {
  id: string;
  name: string;
}
const rows: Row[] = [
  { id: "p1", name: "王丽" },
  { id: "p2", name: "许文博" },
];
const identity: Column<Row> = { key: "name", title: "人员", width: 200, render: (row) => row.name };
const columns: Column<Row>[] = [
  { key: "unit", title: "单位", width: 100, render: () => "销售一组" },
  { key: "grade", title: "职级", width: 100, optional: true, render: () => "P4" },
];
const common = {
  name: "test",
  label: "人员",
  identity,
  columns,
  rowKey: (row: Row) => row.id,
  rowName: (row: Row) => row.name,
  counted: (amount: string) => `${amount} 人`,
  empty: { title: "还没有人", reason: "花名册还没有导入" },
};

beforeEach(() => localStorage.clear());

describe("a list", () => {
  it("brings up the bulk bar for chosen rows and offers everything the filter finds", async () => {
    const user = userEvent.setup();
    const seen: { selection: Selection; amount: number }[] = [];
    const bulk = (selection: Selection, amount: number) => {
      seen.push({ selection, amount });
      return <button type="button">调岗</button>;
    };
    await render(<DataTable {...common} rows={rows} total={{ count: 1412 }} bulk={bulk} />);
    expect(screen.queryByText("调岗")).not.toBeInTheDocument();
    await user.click(screen.getByRole("checkbox", { name: "选中 王丽" }));
    expect(screen.getByText("已选 1 人")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "选中全部 1,412 人" }));
    expect(seen.at(-1)).toMatchObject({ selection: { kind: "all" }, amount: 1412 });
    await user.click(screen.getByRole("checkbox", { name: "选中 王丽" }));
    expect(screen.getByText("已选 1 人")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "清除" }));
    expect(screen.queryByText("调岗")).not.toBeInTheDocument();
  });

  it("opens a row by click, not by choosing it", async () => {
    const user = userEvent.setup();
    const open = vi.fn();
    await render(<DataTable {...common} rows={rows} open={open} bulk={() => null} />);
    await user.click(screen.getByRole("checkbox", { name: "选中 许文博" }));
    expect(open).not.toHaveBeenCalled();
    await user.click(screen.getByText("许文博"));
    expect(open).toHaveBeenCalledWith(rows[1]);
  });

  it("shows optional columns only when chosen, and remembers the choice", async () => {
    const user = userEvent.setup();
    const first = await render(<DataTable {...common} rows={rows} />);
    expect(screen.queryByRole("columnheader", { name: "职级" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /列 2 \/ 3/ }));
    await user.click(await screen.findByRole("checkbox", { name: "职级" }));
    expect(screen.getByRole("columnheader", { name: "职级" })).toBeVisible();
    first.unmount();
    await render(<DataTable {...common} rows={rows} />);
    expect(screen.getByRole("columnheader", { name: "职级" })).toBeVisible();
  });

  it("says what would be here when it is empty, what failed, and what one may not see", async () => {
    const retry = vi.fn();
    const { rerender } = await render(<DataTable {...common} rows={[]} />);
    expect(screen.getByText("花名册还没有导入")).toBeVisible();
    rerender(
      <DataTable
        {...common}
        rows={undefined}
        problem={{ code: "network.unreachable", status: 0 }}
        retry={retry}
      />,
    );
    await userEvent.click(within(screen.getByRole("alert")).getByRole("button", { name: "再试一次" }));
    expect(retry).toHaveBeenCalled();
    // What failed is not under way any more.
    expect(screen.getByRole("region")).not.toHaveAttribute("aria-busy", "true");
    rerender(
      <DataTable {...common} rows={undefined} problem={{ code: "auth.denied", status: 403 }} retry={retry} />,
    );
    expect(screen.getByText("您看不到这里")).toBeVisible();
    expect(screen.queryByRole("button", { name: "再试一次" })).not.toBeInTheDocument();
  });

  it("names a capped total honestly", async () => {
    await render(<DataTable {...common} rows={rows} total={{ count: 10_000, capped: true }} />);
    expect(screen.getByText("共 10,000+ 人")).toBeVisible();
  });
});
