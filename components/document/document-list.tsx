import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { documentsQuery, documentUrl, printViewUrl } from '@/lib/features/document/api'
import {
  type CopyCounts,
  DOCUMENT_TITLES,
  DOCUMENTS,
  type DocumentName,
  type DocumentState,
  type UnprintableText,
} from '@/lib/features/document/schema'
import css from './document.module.css'
import { UnprintableNote } from './unprintable-note'

type Props = {
  filingId: string
  copies: CopyCounts
  /** Prints all of them, beside the heading. */
  together?: ReactNode
  /** Called when a paper is opened: its copy is counted shortly after. */
  onPrinted: (document: DocumentName) => void
}

/** The four papers with their copy counts; each opening makes a numbered copy, so nothing is prefetched. */
export function DocumentList({ filingId, copies, together, onPrinted }: Props) {
  const { data: papers, isError } = useQuery(documentsQuery(filingId))
  return (
    <section aria-label="打印">
      <div className={css.heading}>
        <h3>打印（每次打开登记为一份）</h3>
        {together}
      </div>
      <Unprintable papers={papers?.data} failed={isError} />
      <ul className={css.documents}>
        {DOCUMENTS.map((document) => (
          <li key={document}>
            <Button
              href={documentUrl(filingId, document)}
              target="_blank"
              rel="noopener"
              icon={<PrinterOutlined aria-hidden />}
              onClick={() => onPrinted(document)}
            >
              {DOCUMENT_TITLES[document]}
            </Button>
            <span className={css.copies}>{copyText(copies[document])}</span>
            <a href={printViewUrl(filingId, document)} target="_blank" rel="noopener">
              浏览器打印
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Reports a failed check, too. */
function Unprintable({ papers, failed }: { papers: DocumentState[] | undefined; failed: boolean }) {
  if (failed) return <p className={css.copies}>未能核对有无无法打印的字符，请在打印后核对文字。</p>
  return <UnprintableNote found={merged(papers ?? [])} />
}

/** A text that is on several papers is listed once. */
function merged(papers: readonly DocumentState[]): UnprintableText[] {
  const all = papers.flatMap(({ unprintable }) => unprintable)
  return [...new Map(all.map((text) => [text.label, text])).values()]
}

function copyText(count: number): string {
  return count === 0 ? '尚未打印' : `已打印 ${count} 份`
}
