import { readFileSync } from "node:fs";

const routers = { desk: "../../src/app/desk/router.tsx", phone: "../../src/app/phone/router.tsx" };

/** Every address a router knows, as it writes them: `/people/$id`. */
export function addressesOf(router: keyof typeof routers): string[] {
  const text = readFileSync(new URL(routers[router], import.meta.url), "utf8");
  return [...text.matchAll(/\bpath: "(\/[^"]*)"/g)].map(([, path]) => path ?? "").sort();
}
