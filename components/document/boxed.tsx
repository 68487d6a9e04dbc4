'use client'

import { createContext, use } from 'react'
import type { UnprintableText } from '@/lib/features/document/schema'
import css from './paper.module.css'

/** The characters that papers show as a box: the browser must not show a shape of its own where the PDF has none. */
export const BoxedCharacters = createContext('')

export const boxedOf = (unprintable: readonly UnprintableText[]) =>
  unprintable
    .flatMap(({ characters }) => characters.filter(({ kind }) => kind === 'BOX'))
    .map(({ character }) => character)
    .join('')

/** The text in stretches, in turn without and with characters to be boxed; together they are the text. */
export function stretches(text: string, boxed: string): { text: string; box: boolean }[] {
  const found: { text: string; box: boolean }[] = []
  for (const character of text) {
    const box = boxed.includes(character)
    const last = found.at(-1)
    if (last && !box && !last.box) last.text += character
    else found.push({ text: character, box })
  }
  return found
}

/** A text of a paper. The boxed character itself stays, to be copied. */
export function PaperText({ children }: { children: string }) {
  const boxed = use(BoxedCharacters)
  if (boxed === '') return children
  return stretches(children, boxed).map(({ text, box }, index) =>
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
