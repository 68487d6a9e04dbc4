'use client'

import { createContext, use } from 'react'
import type { UnprintableText } from '@/lib/features/document/schema'
import css from './paper.module.css'

/** Characters that papers show as a box: the browser must not draw a glyph where the PDF has none. */
export const BoxedCharacters = createContext('')

export const boxedCharacters = (unprintable: readonly UnprintableText[]) =>
  unprintable
    .flatMap(({ characters }) => characters.filter(({ kind }) => kind === 'BOX'))
    .map(({ character }) => character)
    .join('')

/** Splits a text into runs without and single characters with a box; joined they are the text. */
export function splitBoxed(text: string, boxed: string): { text: string; box: boolean }[] {
  const runs: { text: string; box: boolean }[] = []
  for (const character of text) {
    const box = boxed.includes(character)
    const last = runs.at(-1)
    if (last && !box && !last.box) last.text += character
    else runs.push({ text: character, box })
  }
  return runs
}

/** Text of a paper. A boxed character stays in the DOM, so that it can be copied. */
export function PaperText({ children }: { children: string }) {
  const boxed = use(BoxedCharacters)
  if (boxed === '') return children
  return splitBoxed(children, boxed).map(({ text, box }, index) =>
    box ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text stays as it is
      <span key={index} className={css.box}>
        {text}
      </span>
    ) : (
      text
    ),
  )
}
