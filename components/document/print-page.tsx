'use client'

import { useState } from 'react'
import { recordCopy } from '@/lib/features/document/api'
import { paperOf } from '@/lib/features/document/rules/paper'
import type { PaperData } from '@/lib/features/document/rules/paper-data'
import { DOCUMENT_TITLES, type DocumentName, type UnprintableText } from '@/lib/features/document/schema'
import { BoxedCharacters, boxedCharacters } from './boxed'
import css from './paper.module.css'
import { PaperView } from './paper-view'
import { UnprintableNote } from './unprintable-note'

type Props = { filingId: string; document: DocumentName; data: PaperData; unprintable: UnprintableText[] }
type State = { kind: 'IDLE' } | { kind: 'BUSY' } | { kind: 'FAILED'; text: string }

/** A paper on the screen; the button records a copy, puts its number on the paper and opens the browser's printing. */
export function PrintPage({ filingId, document, data, unprintable }: Props) {
  const [copyNumber, setCopyNumber] = useState<number | null>(null)
  const [state, setState] = useState<State>({ kind: 'IDLE' })

  async function print() {
    setState({ kind: 'BUSY' })
    try {
      const copy = await recordCopy(filingId, document)
      setCopyNumber(copy.copyNumber)
      setState({ kind: 'IDLE' })
      // A rare character's font may still be loading.
      await window.document.fonts.ready
      // Two frames later the copy number is on the paper.
      requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
    } catch (error) {
      setState({ kind: 'FAILED', text: error instanceof Error ? error.message : '登记失败，请重试' })
    }
  }

  return (
    <>
      <div className={css.bar}>
        <strong>
          {DOCUMENT_TITLES[document]} {data.registrationNumber}
        </strong>
        <span role="status">{stateText(state, copyNumber)}</span>
        <button type="button" onClick={() => void print()} disabled={state.kind === 'BUSY'}>
          登记并打印
        </button>
        <UnprintableNote found={unprintable} />
      </div>
      <main className={css.desk}>
        <BoxedCharacters value={boxedCharacters(unprintable)}>
          <PaperView paper={paperOf(document, data, copyNumber)} />
        </BoxedCharacters>
      </main>
    </>
  )
}

function stateText(state: State, copyNumber: number | null): string {
  if (state.kind === 'BUSY') return '正在登记…'
  if (state.kind === 'FAILED') return state.text
  return copyNumber === null ? '打印前登记份号，打印时请选择“实际大小”' : `已登记第 ${copyNumber} 份`
}
