const cjk = /\p{Script=Han}/u;
const compound =
  /^(欧阳|司徒|上官|司马|诸葛|慕容|令狐|皇甫|尉迟|公孙|轩辕|长孙|宇文|端木|夏侯|东方|南宫|西门|独孤|呼延)/;

/**
 * What stands in a person's avatar: the last two characters of a Chinese given name, the first two of a name with `·`,
 * the initials of other names. A grey disc, never a colour: colour means state here.
 */
export function avatarText(name: string): string {
  const plain = name.trim();
  if (!cjk.test(plain)) {
    const words = plain.split(/[\s\u00b7]+/).filter(Boolean);
    const [first = "", last = ""] = [words[0] ?? "", words.length > 1 ? (words.at(-1) ?? "") : ""];
    return (last ? first.slice(0, 1) + last.slice(0, 1) : first.slice(0, 2)).toUpperCase();
  }
  const letters = [...plain];
  if (plain.includes("·") || plain.includes("・")) return letters.slice(0, 2).join("");
  const given = letters.slice(compound.test(plain) && letters.length > 2 ? 2 : letters.length > 2 ? 1 : 0);
  return given.slice(-2).join("");
}

/** Where a long name may break: only after `·`. */
export const nameParts = (name: string): string[] => name.split(/(?<=[·・])/);
