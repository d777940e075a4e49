import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll } from "../watched";
import { open, test } from "./company";

const once = () => ({ "Idempotency-Key": randomUUID() });

/** Half a day of annual leave on each of these days; answers the requests. */
async function ask(page: Page, days: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const day of days) {
    const answer = await page.request.post("/api/v1/leave-requests", {
      data: { leave_type: "annual", first_day: day, last_day: day, first_half: "am", last_half: "am" },
      headers: once(),
    });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push(((await answer.json()) as { id: string }).id);
  }
  return ids;
}

/** The row of a day, as the list shows it. */
const rowOf = (page: Page, day: string) => page.locator("tbody tr").filter({ hasText: day.slice(5) });

test("several requests are decided at once, with a reason where they are refused", async ({
  page,
  say,
  enter,
}) => {
  const refused = ["2026-12-22", "2026-12-23"];
  const approved = ["2026-12-24", "2026-12-25"];
  await enter("yuchao");
  const ids = await ask(page, [...refused, ...approved]);
  await page.context().clearCookies();
  await enter("maohai");

  await open(page, "/approvals");
  for (const day of refused) await rowOf(page, day).getByRole("checkbox").check();
  await page.getByRole("button", { name: say("approval:batch.refuse", { count: 2 }) }).click();
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByRole("listitem")).toHaveCount(2);
  const refuse = drawer.getByRole("button", { name: say("approval:batch.refuse", { count: 2 }) });
  await refuse.click();
  await expect(drawer.getByText(say("approval:decide.comment_needed"))).toBeVisible();
  await expectAccessible(page);
  await drawer.getByLabel(say("approval:decide.reason")).fill("月底盘点，请换一天");
  await refuse.click();
  await expect(drawer.getByRole("status")).toContainText(say("approval:batch.done.refuse", { count: 2 }));
  await expect(rowOf(page, refused[0] ?? "")).toHaveCount(0);

  for (const day of approved) await rowOf(page, day).getByRole("checkbox").check();
  await page.getByRole("button", { name: say("approval:batch.approve", { count: 2 }) }).click();
  await drawer.getByRole("button", { name: say("approval:batch.approve", { count: 2 }) }).click();
  await expect(drawer.getByRole("status")).toContainText(say("approval:batch.done.approve", { count: 2 }));
  await drawer
    .getByRole("button", { name: say("action.close") })
    .last()
    .click();
  await open(page, "/approvals?view=done");
  await expect(rowOf(page, approved[1] ?? "").first()).toContainText(say("approval:outcome.approve"));
  await expectNoSidewaysScroll(page);

  // The days are given back, so that others find the balance as it was.
  await page.context().clearCookies();
  await enter("yuchao");
  for (const id of ids.slice(2)) {
    const answer = await page.request.post(`/api/v1/leave-requests/${id}/cancel`, { headers: once() });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
});

test("a flow says who approves, and its next version is published with what it does said first", async ({
  page,
  say,
  enter,
}) => {
  await enter("jiahai");
  await open(page, "/settings/flows");
  await page.getByRole("button", { name: say("approval:kind.leave"), exact: true }).click();
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByText(say("approval:step.direct_manager"))).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole("button", { name: say("approval:flow.next_version") }).click();
  const publish = drawer.getByRole("button", {
    name: new RegExp(say("approval:flow.publish", { number: "\\d+" })),
  });
  await drawer.getByRole("button", { name: say("approval:step.drop", { step: 1 }) }).click();
  await expect(drawer.getByText(say("approval:flow.fault.no_nodes"))).toBeVisible();
  await expect(publish).toHaveAttribute("aria-disabled", "true");
  await drawer.getByRole("button", { name: say("approval:flow.add_step") }).click();
  await drawer.getByRole("radio", { checked: false }).check();
  await expectAccessible(page);
  await publish.click();
  await expect(drawer.getByText(say("approval:step.direct_manager"))).toBeVisible();
});

test("what an employee asked for opens with its steps beside their file", async ({
  page,
  say,
  enter,
  demo,
}) => {
  await enter("jiahai");
  await open(page, `/people/${demo.employments.zhaozhenshi}?tab=approvals`);
  await page
    .getByRole("button", { name: say("approval:kind.leave"), exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/case=/);
  const drawer = page.getByRole("complementary");
  await expect(drawer.getByRole("list", { name: say("approval:case.progress") })).toBeVisible();
  await expectAccessible(page);
});
