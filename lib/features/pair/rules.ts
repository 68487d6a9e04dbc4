import type { FilingContent } from '@/lib/features/content/schema/content'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo } from '@/lib/features/content/schema/fields'

/** A piece of a value, and whether it is missing from the other value at that place. */
export type Piece = {
  text: string
  differs: boolean
  /** Where it begins. */
  at: number
}

/** Longer texts are not compared character by character. */
const LONGEST = 200

/**
 * Two values cut into pieces that both have, in the same order, and pieces that only one has: what an officer would otherwise
 * look for sign by sign. Of several ways the one that shares most characters.
 */
export function markDifferences(one: string, other: string): [Piece[], Piece[]] {
  const [left, right] = [[...one], [...other]]
  if (left.length > LONGEST || right.length > LONGEST) {
    const differs = one !== other
    return [piecesOf(left, () => differs), piecesOf(right, () => differs)]
  }
  const { onLeft, onRight } = sharedPlaces(left, right)
  return [piecesOf(left, (at) => !onLeft.has(at)), piecesOf(right, (at) => !onRight.has(at))]
}

/** Places of a longest common subsequence. */
function sharedPlaces(left: readonly string[], right: readonly string[]) {
  const width = right.length + 1
  const longest = new Uint16Array((left.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      longest[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const onLeft = new Set<number>()
  const onRight = new Set<number>()
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      onLeft.add(row++)
      onRight.add(column++)
    } else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return { onLeft, onRight }
}

function piecesOf(characters: readonly string[], differsAt: (place: number) => boolean): Piece[] {
  const pieces: Piece[] = []
  characters.forEach((text, place) => {
    const differs = differsAt(place)
    const last = pieces.at(-1)
    if (last?.differs === differs) last.text += text
    else pieces.push({ text, differs, at: place })
  })
  return pieces
}

type Value = string | number | boolean | null
export type ComparedField = { field: FieldInfo; one: Value; other: Value; differs: boolean }

/** Every field that at least one of the two has, in the order of the form. */
export function compareContents(one: FilingContent, other: FilingContent): ComparedField[] {
  return FIELDS.flatMap((field) => {
    const [mine, theirs] = [valueAt(one, field.path), valueAt(other, field.path)]
    if (isEmpty(mine) && isEmpty(theirs)) return []
    return [{ field, one: mine, other: theirs, differs: mine !== theirs }]
  })
}

const isEmpty = (value: Value) => value === null || value === ''

/** The reason that a refusal, a return or a revocation of the one that does not stand suggests itself. */
export function suggestedReason(standing: { registrationNumber: string | null }): string {
  return standing.registrationNumber
    ? `与已登记的 ${standing.registrationNumber} 为同一台机械，属于重复登记`
    : '与另一件正在办理的登记为同一台机械，属于重复登记'
}
