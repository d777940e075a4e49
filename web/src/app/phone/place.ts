/** Where to go after coming in: a page of the phone, never another site and never back to the door. */
export function phoneNext(wanted: string | undefined): string {
  const own = wanted === "/m" || wanted?.startsWith("/m/");
  if (!wanted || !own || wanted.includes("\\") || wanted.includes("//")) return "/m/";
  return wanted.startsWith("/m/sign-in") ? "/m/" : wanted;
}
