/** SET PFn, SET PAn and SET ENTER (z/VM: XEDIT Commands and Macros Reference). */
import { DONE, say, type Outcome } from '../subcommand.js';
import { keySetting } from '../key-setting.js';
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { putOptions, refused, type Option, type Values, type Variable } from './option.js';

/** The keys of a kind: how many there are, and where their settings stand. */
interface Keys {
  readonly name: 'PF' | 'PA';
  readonly count: number;
  get(file: EditFile, key: number): string;
  put(file: EditFile, key: number, setting: string): void;
}

const PF: Keys = {
  name: 'PF',
  count: 24,
  get: (file, key) => file.settings.pf[key] ?? '',
  put(file, key, setting) {
    file.settings.pf = { ...file.settings.pf, [key]: setting };
  },
};

const PA: Keys = {
  name: 'PA',
  count: 3,
  get: (file, key) => file.options.pa[key] ?? '',
  put(file, key, setting) {
    putOptions(file, { pa: { ...file.options.pa, [key]: setting } });
  },
};

function setKey(keys: Keys, editor: Editor, file: EditFile, text: string): Outcome {
  const [, number = '', setting = ''] = /^\s*(\S*) ?(.*)$/s.exec(text) ?? [];
  const key = Number(number);
  if (!/^\d{1,2}$/.test(number) || key < 1 || key > keys.count)
    return say(editor, 5, '525E', number);
  keys.put(file, key, setting.trim());
  return DONE;
}

function valuesOf(keys: Keys, file: EditFile, key: number): Values {
  const { when, text } = keySetting(keys.get(file, key));
  return [when, text];
}

/** The keys that an operand names; none when it names no key. */
function named(keys: Keys, operand: string): readonly number[] {
  if (operand === '*' || operand === '') {
    return Array.from({ length: keys.count }, (_, i) => i + 1);
  }
  const key = /^\d{1,2}$/.test(operand) ? Number(operand) : 0;
  return key >= 1 && key <= keys.count ? [key] : [];
}

function variablesOf(keys: Keys, file: EditFile, operand: string): readonly Variable[] | undefined {
  const found = named(keys, operand);
  if (found.length === 0) return undefined;
  return found.map((key) => ({
    name: `${keys.name}${String(key)}`,
    values: valuesOf(keys, file, key),
  }));
}

function keyOption(keys: Keys): Option {
  return {
    name: keys.name,
    minimum: 2,
    several: true,
    set: (editor, file, text) => setKey(keys, editor, file, text),
    values: (_editor, file, operand) => variablesOf(keys, file, operand)?.[0]?.values,
    variables: (_editor, file, operand) => variablesOf(keys, file, operand),
    lines: (_editor, file, operand) =>
      variablesOf(keys, file, operand)?.map(({ name, values }) =>
        `${name} ${values.join(' ')}`.trimEnd(),
      ),
  };
}

/** SET PFn, PAn and ENTER, for the one table of SET, QUERY and EXTRACT. */
export const keyOptions: readonly Option[] = [
  {
    name: 'ENTER',
    minimum: 3,
    set(editor, file, text) {
      if (text.length > 200) return refused(editor, text);
      file.settings.enter = text.trim();
      return DONE;
    },
    values(_editor, { settings }) {
      const { when, text } = keySetting(settings.enter);
      return settings.enter === '' ? ['IGNORE'] : [when, text];
    },
  },
  keyOption(PF),
  keyOption(PA),
];
