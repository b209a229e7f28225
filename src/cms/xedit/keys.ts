/** What SET PFn and SET ENTER hold: a word that says when, and a subcommand (z/VM: XEDIT Commands, "SET PFn"). */
const WORD = /^\s*(before|after|only|ignore)\s+/i;

/** The subcommand of a key. */
export function keyText(setting: string): string {
  return setting.replace(WORD, '');
}

/** Whether what the command line holds is left alone when the key is pressed. */
export function keyAlone(setting: string): boolean {
  return /^(only|ignore)$/i.test(WORD.exec(setting)?.[1] ?? '');
}
