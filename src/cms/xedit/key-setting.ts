/** What SET PFn, SET PAn and SET ENTER hold: a word that says when, and a subcommand (z/VM: XEDIT Commands, "SET PFn"). */

/** When a key does what it is set to, beside what the command line holds. */
export type KeyTime = 'BEFORE' | 'AFTER' | 'ONLY' | 'IGNORE';

/** A key setting, taken apart. */
export interface KeySetting {
  readonly when: KeyTime;
  readonly text: string;
}

/** Subcommands that recall what was entered stand alone, as z/VM sets PF6 and PF9. */
const ALONE = /^(?:\?+|=+)$/;

/** Takes a setting apart. */
export function keySetting(setting: string): KeySetting {
  const [whole = '', word = ''] = /^\s*(before|after|only|ignore)(?:\s+|$)/i.exec(setting) ?? [];
  const text = setting.slice(whole.length);
  if (word === '') return { when: ALONE.test(text.trim()) ? 'ONLY' : 'BEFORE', text };
  return { when: word.toUpperCase() as KeyTime, text };
}
