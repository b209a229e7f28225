/**
 * Which messages each subcommand and option of XEDIT can raise, read out of the sources: what stands in its own definition,
 * in functions that it calls, and in what carries out the actions that it asks for.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HOUSE = fileURLToPath(new URL('../../../../../src/cms/xedit/', import.meta.url));

/** Functions that go on with the session as a whole, or with whatever other subcommand: what they raise is not of one. */
const BEYOND: ReadonlySet<string> = new Set([
  ...['showScreen', 'drawScreen', 'carryOut', 'runSubcommand', 'runCommandLine', 'runOne'],
  ...['profiled', 'afterMacro', 'beginMacro', 'continueMacro', 'runPrefixes', 'queryLines'],
  ...['paint', 'layout', 'takeKey', 'stackedFirst', 'autosave', 'continueCopying', 'autosaved'],
  ...['startSession', 'resumeSession'],
]);
/** Phases that end in the screen. */
const SCREEN = new Set(['shown', 'read', 'typed', 'line', 'again', 'copying', 'unlocked', 'macro']);
/** Definitions whose name is given to a function as part of an object. */
const BY_FUNCTION: Readonly<Record<string, readonly string[]>> = { keyOption: ['PF', 'PA'] };

interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
  /** Functions at the top, by name. */
  readonly functions: Map<string, ts.Node>;
  /** Where names of other files come from. */
  readonly imports: Map<string, { readonly path: string; readonly name: string }>;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return name.endsWith('.ts') ? [path] : [];
  });
}

function sourceOf(path: string): Source {
  const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const functions = new Map<string, ts.Node>();
  const imports = new Map<string, { path: string; name: string }>();
  for (const one of tree.statements) {
    if (ts.isFunctionDeclaration(one) && one.name) functions.set(one.name.text, one);
    if (ts.isVariableStatement(one)) {
      for (const { name, initializer } of one.declarationList.declarations) {
        if (initializer && ts.isArrowFunction(initializer) && ts.isIdentifier(name))
          functions.set(name.text, initializer);
      }
    }
    if (!ts.isImportDeclaration(one) || !ts.isStringLiteral(one.moduleSpecifier)) continue;
    const from = resolve(dirname(path), one.moduleSpecifier.text.replace(/\.js$/, '.ts'));
    const named = one.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named)) continue;
    for (const { name, propertyName } of named.elements) {
      imports.set(name.text, { path: from, name: (propertyName ?? name).text });
    }
  }
  return { path, tree, functions, imports };
}

/** What a text literal is. */
const literal = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteral(node) ? node.text : undefined;

/** A property of an object by its name, when it is a literal. */
function propertyOf(node: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
  return node.properties.find(
    (one): one is ts.PropertyAssignment =>
      ts.isPropertyAssignment(one) && ts.isIdentifier(one.name) && one.name.text === key,
  )?.initializer;
}

/** Names of subcommands or options that a node defines. */
function namesOf(node: ts.Node): readonly string[] {
  const fits = (name: string | undefined): readonly string[] =>
    name !== undefined && /^[A-Z][A-Z0-9]*$|^=$/.test(name) ? [name] : [];
  if (ts.isObjectLiteralExpression(node) && propertyOf(node, 'minimum'))
    return fits(literal(propertyOf(node, 'name')));
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
  const by = BY_FUNCTION[node.expression.text];
  if (by !== undefined) return by;
  const [name, minimum] = node.arguments;
  return minimum && ts.isNumericLiteral(minimum) ? fits(literal(name)) : [];
}

/** The messages of XEDIT's sources. */
export class SourceMessages {
  readonly #sources = new Map(filesIn(HOUSE).map((path) => [path, sourceOf(path)]));
  /** Clauses of the switches that carry out actions, and go on with phases. */
  readonly #actions = this.#clauses('session-actions.ts', 'carryOut');
  readonly #phases = this.#clauses('session.ts', 'afterEffect');
  /** Numbers with severity by the name of a subcommand or option, or `(file)` for what is not of one. */
  readonly byName = new Map<string, Set<string>>();

  constructor() {
    const reached = new Set<ts.Node>();
    for (const source of this.#sources.values()) {
      const look = (node: ts.Node): void => {
        for (const name of namesOf(node)) {
          const found = this.byName.get(name) ?? new Set<string>();
          this.byName.set(name, found);
          this.#follow(source, node, found, new Set(), reached);
        }
        ts.forEachChild(node, look);
      };
      look(source.tree);
    }
    for (const { path, tree } of this.#sources.values()) {
      const rest = new Set<string>();
      const look = (node: ts.Node): void => {
        if (reached.has(node)) return;
        for (const number of numbersIn(node)) rest.add(number);
        ts.forEachChild(node, look);
      };
      if (!path.endsWith('/messages.ts')) look(tree);
      if (rest.size > 0) this.byName.set(`(${relative(HOUSE, path).replace('.ts', '')})`, rest);
    }
  }

  #clauses(file: string, name: string): ReadonlyMap<string, readonly [Source, ts.Node]> {
    const source = this.#sources.get(join(HOUSE, file))!;
    const found = new Map<string, readonly [Source, ts.Node]>();
    const look = (node: ts.Node): void => {
      if (ts.isCaseBlock(node)) {
        for (const [i, clause] of node.clauses.entries()) {
          if (!ts.isCaseClause(clause)) continue;
          const label = literal(clause.expression);
          const body = node.clauses.slice(i).find(({ statements }) => statements.length > 0);
          if (label !== undefined && body) found.set(label, [source, body]);
        }
      }
      ts.forEachChild(node, look);
    };
    look(source.functions.get(name)!);
    return found;
  }

  #follow(
    source: Source,
    from: ts.Node,
    found: Set<string>,
    been: Set<ts.Node>,
    reached: Set<ts.Node>,
  ): void {
    if (been.has(from)) return;
    been.add(from);
    const into = (next: readonly [Source, ts.Node] | undefined): void => {
      if (next) this.#follow(next[0], next[1], found, been, reached);
    };
    const look = (node: ts.Node): void => {
      if (ts.isTypeNode(node)) return;
      for (const number of numbersIn(node)) {
        found.add(number);
        reached.add(node);
      }
      // the interpreter says so of whatever has run into it
      if (ts.isNewExpression(node) && named(node.expression, 'NoStorage')) found.add('557S');
      if (ts.isPropertyAssignment(node) && named(node.name, 'kind')) {
        const kind = literal(node.initializer) ?? '';
        if (source.path.includes('/subcommands/') && kind !== 'again')
          into(this.#actions.get(kind));
      }
      if (ts.isCallExpression(node) && named(node.expression, 'on')) {
        const phase = literal(node.arguments[1]) ?? '';
        if (!SCREEN.has(phase)) into(this.#phases.get(phase));
      }
      if (ts.isIdentifier(node) && !BEYOND.has(node.text) && !isLocal(node))
        into(this.#functionOf(source, node.text));
      ts.forEachChild(node, look);
    };
    look(from);
  }

  #functionOf(source: Source, name: string): readonly [Source, ts.Node] | undefined {
    const own = source.functions.get(name);
    if (own) return [source, own];
    const far = source.imports.get(name);
    const other = far && this.#sources.get(far.path);
    const body = other?.functions.get(far?.name ?? '');
    return other && body && [other, body];
  }
}

const named = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

/** Names that a function has of its own: parameters and variables. */
const locals = new WeakMap<ts.Node, ReadonlySet<string>>();

function localsOf(node: ts.Node): ReadonlySet<string> {
  const known = locals.get(node);
  if (known) return known;
  const names = new Set<string>();
  const look = (one: ts.Node): void => {
    const declares =
      ts.isParameter(one) || ts.isVariableDeclaration(one) || ts.isBindingElement(one);
    if (declares && ts.isIdentifier(one.name)) names.add(one.name.text);
    ts.forEachChild(one, look);
  };
  ts.forEachChild(node, look);
  locals.set(node, names);
  return names;
}

/** Whether a name is that of a property, or of something that a function has of its own. */
function isLocal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return true;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  for (let one: ts.Node | undefined = parent; one; one = one.parent as ts.Node | undefined) {
    if (ts.isFunctionLike(one) && localsOf(one).has(node.text)) return true;
  }
  return false;
}

/** Messages that a literal names, or writes out. */
function numbersIn(node: ts.Node): readonly string[] {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) return [];
  if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
  const { text } = node;
  if (/^\d{3,4}[EISWT]$/.test(text)) return [text];
  return [...text.matchAll(/^DMS[A-Z]{3}(\d{3,4}[EISWT])/g)].map(([, number = '']) => number);
}
