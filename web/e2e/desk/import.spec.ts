import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, residentNumber, test } from "./company";

const roster = new URL("../../../fixtures/rosters/chain-store.xlsx", import.meta.url).pathname;

test.beforeEach(({ enter }) => enter("owner"));

test("a roster that came in before comes in again: nothing twice, faults by row and column", async ({
  page,
  say,
}) => {
  await open(page, "/import");
  await page.locator("input[type=file]").setInputFiles(roster);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("chain-store.xlsx");
  const kind = (code: string) =>
    page.getByRole("button", { name: new RegExp(`^${say(`intake:finding.code.${code}`)}`) });
  await expect(kind("roster.id_checksum")).toBeVisible();
  await expectAccessible(page);
  await kind("roster.negative_pay").click();
  await expect(page).toHaveURL(/code=roster\.negative_pay/);
  await expectNoSidewaysScroll(page);
  for (const view of ["units", "changes", "columns"]) {
    await page.getByRole("link", { name: new RegExp(`^${say(`intake:view.${view}`)}`) }).click();
    await expect(page).toHaveURL(new RegExp(`view=${view}`));
    await expectAccessible(page);
  }
});

test("a small file is checked, applied and undone; every step says what it did", async ({ page, say }) => {
  const serial = Date.now() % 1000;
  const number = `E2E${Date.now()}`;
  const name = "欧阳思源";
  const rows = [
    ["工号", "姓名", "身份证号", "部门", "岗位", "入职日期"],
    [number, name, residentNumber(serial), "禾木便利(示例)有限公司/总部/财务部", "专员", "2026-03-02"],
  ];
  await open(page, "/import");
  await page.locator("input[type=file]").setInputFiles({
    name: `${number}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(rows.map((row) => row.join(",")).join("\r\n")),
  });
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  const apply = page.getByRole("button", { name: say("intake:apply.action", { count: 1 }) });
  await apply.click();
  await expect(page.getByText(say("intake:state.applied"), { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(apply).toHaveCount(0);
  await expectAccessible(page);
  const batch = page.url();
  await open(page, `/people?q=${number}`);
  await expect(page.getByRole("link", { name })).toBeVisible();

  await open(page, batch);
  await page.getByRole("button", { name: say("intake:undo.action") }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say("intake:undo.action") })
    .click();
  await expect(page.getByText(say("intake:state.undone"), { exact: true }).first()).toBeVisible({
    timeout: 30_000,
  });
  await open(page, `/people?q=${number}&view=all`);
  await expect(page.getByText(say("people:empty.filtered"))).toBeVisible();
});
