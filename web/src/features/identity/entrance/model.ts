/** Where to go after signing in: only a page of our own, never another site. */
export function nextPage(wanted: string | undefined): string {
  if (!wanted?.startsWith("/") || wanted.startsWith("//") || wanted.includes("\\")) return "/";
  return wanted.startsWith("/sign-in") || wanted.startsWith("/set-up") ? "/" : wanted;
}
