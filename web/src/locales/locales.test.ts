import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(process.cwd(), "src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" });

type Words = Record<string, string>;
const namespaces = new Map<string, Partial<Record<string, Words>>>();
for (const file of files) {
  const [, namespace, language] = /([^/]+)(?:\/locales)?\/(zh-CN|en)\.json$/.exec(file) ?? [];
  if (!namespace || !language) continue;
  const found = namespaces.get(namespace) ?? {};
  found[language] = JSON.parse(readFileSync(join(source, file), "utf8")) as Words;
  namespaces.set(namespace, found);
}

/** A key without its plural ending: Chinese has one form, English two. */
const bare = (key: string) => key.replace(/_(one|other)$/, "");
const keys = (words: Words | undefined) => [...new Set(Object.keys(words ?? {}).map(bare))].sort();
const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each([...namespaces])("the words of %s", (_namespace, { "zh-CN": zh = {}, en = {} }) => {
  it("have the same keys in both languages", () => expect(keys(en)).toEqual(keys(zh)));

  it("use the same values in both languages", () => {
    for (const [key, text] of Object.entries(en)) {
      const chinese = zh[key] ?? zh[bare(key)] ?? "";
      expect(new Set([...values(text), "count"]), key).toEqual(new Set([...values(chinese), "count"]));
    }
  });

  it("shout at nobody, and leave no English dash or bracket in Chinese", () => {
    for (const [key, text] of Object.entries({ ...zh, ...en })) expect(text, key).not.toMatch(/[!！]/);
    for (const [key, text] of Object.entries(zh)) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?]/);
  });
});

describe("keys in the code", () => {
  const code = files.filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^gallery\/|^testing\//.test(file),
  );
  const used = new Set<string>();
  const prefixes = new Set<string>();
  const missing: string[] = [];

  for (const file of code) {
    const text = readFileSync(join(source, file), "utf8");
    const own = /useTranslation\(\s*\[?\s*"([\w-]+)"/.exec(text)?.[1] ?? "common";
    const full = (key: string) => (key.includes(":") ? key : `${own}:${key}`);
    for (const [, key = ""] of text.matchAll(/\bt\(\s*"([^"]+)"/g)) {
      const name = full(key);
      used.add(name);
      const [namespace = "", rest = ""] = name.split(":");
      if (!keys(namespaces.get(namespace)?.["zh-CN"]).includes(bare(rest)))
        missing.push(`${relative(source, file)} ${key}`);
    }
    for (const [, , key = ""] of text.matchAll(/\bt\(([^()"]*\?)\s*"([^"]+)"/g)) used.add(full(key));
    for (const [, key = ""] of text.matchAll(/\bt\([^()]*\?\s*"[^"]+"\s*:\s*"([^"]+)"/g)) used.add(full(key));
    for (const [, prefix = ""] of text.matchAll(/\bt\(\s*`([^`$]*)\$\{/g)) prefixes.add(full(prefix));
  }

  it("all have words", () => expect(missing).toEqual([]));

  it("are all used: no words without a place", () => {
    const dynamic = ["problem", "explain", "unit"];
    const idle = [...namespaces]
      .filter(([namespace]) => !dynamic.includes(namespace))
      .flatMap(([namespace, words]) => keys(words["zh-CN"]).map((key) => `${namespace}:${key}`))
      .filter((key) => !used.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)));
    expect(idle).toEqual([]);
  });
});
