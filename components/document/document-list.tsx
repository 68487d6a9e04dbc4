import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { documentUrl, printViewUrl } from '@/lib/features/document/api'
import { type CopyCounts, DOCUMENT_TITLES, DOCUMENTS } from '@/lib/features/document/schema'
import css from './document.module.css'

type Props = {
  filingId: string
  copies: CopyCounts
  /** A paper's window was opened: its copy will soon be counted. */
  onPrinted: () => void
}

/** The four papers with their copies so far; each opening is a numbered copy, so nothing is fetched in advance. */
export function DocumentList({ filingId, copies, onPrinted }: Props) {
  return (
    <section aria-label="打印">
      <h3>打印（每次打开登记为一份）</h3>
      <ul className={css.documents}>
        {DOCUMENTS.map((document) => (
          <li key={document}>
            <Button
              href={documentUrl(filingId, document)}
              target="_blank"
              rel="noopener"
              icon={<PrinterOutlined aria-hidden />}
              onClick={onPrinted}
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

function copyText(count: number): string {
  return count === 0 ? '尚未打印' : `已打印 ${count} 份`
}
