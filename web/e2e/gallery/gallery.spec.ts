import { readdirSync } from "node:fs";
import { join } from "node:path";
import { deskScreen, phoneScreen } from "../chromium";
import { expectAccessible, expectNoSidewaysScroll, test } from "../watched";

const scenes = (kit: string) =>
  readdirSync(join(import.meta.dirname, "../../src/gallery", kit)).map(
    (file) => `${kit}/${file.replace(".tsx", "")}`,
  );
const looks = [
  { theme: "light", lang: "zh-CN", small: false },
  { theme: "dark", lang: "en", small: false },
  { theme: "light", lang: "en", small: true },
];

for (const kit of ["desk", "phone"]) {
  const large = kit === "desk" ? deskScreen : phoneScreen;
  const small = kit === "desk" ? { width: 1024, height: 768 } : { width: 360, height: 640 };
  test.describe(kit, () => {
    test.use(large);
    for (const scene of scenes(kit)) {
      for (const look of looks) {
        test(`${scene} ${look.theme} ${look.lang}${look.small ? " small" : ""}`, async ({ page }, info) => {
          if (look.small) await page.setViewportSize(small);
          await page.goto(`/gallery.html?scene=${scene}&theme=${look.theme}&lang=${look.lang}`);
          await page.locator("main").waitFor();
          await page.waitForLoadState("networkidle");
          await page.screenshot({ path: info.outputPath("picture.png"), fullPage: true });
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        });
      }
    }
  });
}
