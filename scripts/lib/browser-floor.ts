import { type AnyNode, type Program, parse } from 'acorn'
import { NEWER_GLOBALS, NEWER_MEMBERS, NEWER_STATICS } from './newer-than-floor'

export type Fault = { what: string; near: string }

/** ES2022 also includes static blocks and `#x in y`, which the oldest browsers lack; `featureOf` reports them. */
const LANGUAGE = 2022

const name = (node: AnyNode | null | undefined): string | null =>
  node?.type === 'Identifier' ? node.name : null

function featureOf(node: AnyNode): string | null {
  switch (node.type) {
    case 'StaticBlock':
      return 'static block of a class'
    case 'BinaryExpression':
      return node.left.type === 'PrivateIdentifier' ? 'private name before `in`' : null
    case 'Literal':
      return 'regex' in node && node.regex ? patternFault(node.regex.pattern, node.regex.flags) : null
    case 'NewExpression':
    case 'CallExpression':
      return name(node.callee as AnyNode) === 'RegExp'
        ? constructedPatternFault(node.arguments as AnyNode[])
        : globalOf(node.callee as AnyNode)
    case 'MemberExpression': {
      const member = node.computed ? null : name(node.property as AnyNode)
      const object = name(node.object as AnyNode)
      if (!member) return null
      if (NEWER_STATICS.has(`${object}.${member}`)) return `${object}.${member}`
      if (NEWER_MEMBERS.has(member)) return `.${member}`
      return object === 'window' && NEWER_GLOBALS.has(member) ? member : null
    }
    default:
      return null
  }
}

const globalOf = (callee: AnyNode): string | null => {
  const called = name(callee)
  return called && NEWER_GLOBALS.has(called) ? called : null
}

/** Safari before 16.4 rejects the whole file if it contains a look-behind. */
function patternFault(pattern: string, flags: string): string | null {
  if (/\(\?<[=!]/.test(pattern)) return 'look-behind in a regular expression'
  return /[dv]/.test(flags) ? `flag ${flags} of a regular expression` : null
}

function constructedPatternFault([pattern, flags]: AnyNode[]): string | null {
  const text = (node: AnyNode | undefined) =>
    node?.type === 'Literal' && typeof node.value === 'string' ? node.value : ''
  return patternFault(text(pattern), text(flags))
}

/**
 * Finds syntax and built-ins that the oldest supported browsers lack.
 * @param text of a classic script of the build
 */
export function faultsOf(text: string): Fault[] {
  let program: Program
  try {
    program = parse(text, { ecmaVersion: LANGUAGE })
  } catch (error) {
    return [{ what: `cannot be read: ${(error as Error).message}`, near: '' }]
  }
  const faults: Fault[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node) {
      const at = node as AnyNode
      const what = featureOf(at)
      if (what)
        faults.push({
          what,
          near: text
            .slice(Math.max(0, at.start - 60), at.end + 40)
            .replaceAll('\n', ' ')
            .slice(0, 200),
        })
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(program)
  return faults
}
