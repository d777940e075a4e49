import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

interface Chunk {
  file: string;
  src?: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const dist = new URL("../dist/", import.meta.url);
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL(".vite/manifest.json", dist), "utf8"),
);

/** What the phone's first page may weigh with all its scripts and styles, gzip. */
const budget = 250 * 1000;

/** Every file a page needs before it can be used: the entry, what it imports, and the reader's words. */
function filesOf(entry: string): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const take = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) take(next);
    for (const next of chunk.dynamicImports ?? []) {
      if (next.endsWith("zh-CN.json") || next.includes("/home/")) take(next);
    }
  };
  take(entry);
  return [...files];
}

const text = (file: string) => readFileSync(new URL(file, dist), "utf8");

describe("the phone's first page", () => {
  const files = filesOf("phone.html");

  it(`weighs at most ${budget / 1000} kB with all scripts, styles and words (gzip)`, () => {
    const weight = files.reduce((sum, file) => sum + gzipSync(text(file)).length, 0);
    expect(files.length).toBeGreaterThan(2);
    expect(weight).toBeLessThanOrEqual(budget);
  });

  it("holds nothing of antd", () => {
    for (const file of files) expect(text(file), file).not.toMatch(/ant-btn|--ant-|@ant-design/);
  });

  it("paints its skeleton before any style sheet or script is there", () => {
    const html = text("phone.html");
    const skeleton = html.indexOf('class="first"');
    expect(skeleton).toBeGreaterThan(0);
    expect(html.search(/<link rel="stylesheet"/)).toBeGreaterThan(skeleton);
    expect(html).not.toMatch(/<script(?![^>]*type="module")/);
  });
});

it("the desk holds nothing of antd-mobile", () => {
  for (const file of filesOf("desk.html")) expect(text(file), file).not.toMatch(/adm-button|adm-popup/);
});

it("the gallery is not part of the product", () => {
  expect(Object.keys(manifest).filter((key) => key.includes("gallery"))).toEqual([]);
});
