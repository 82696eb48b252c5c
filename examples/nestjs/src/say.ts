/** Prints one line of what happens: who, and what. */
export function say(who: string, what: string): void {
  console.log(`${who.padEnd(10)} ${printable(what)}`);
}

/** What comes from a topic must not act on the terminal. */
function printable(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '\ufffd').slice(0, 200);
}
