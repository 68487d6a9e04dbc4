import { Button } from 'antd'
import { useState } from 'react'
import { FailedOptions } from '@/components/ui/query-select'
import styles from './return.module.css'
import { usePhrases } from './use-phrases'

const LONGEST = 100

/** 常用语: puts one into the text, keeps the text as one, removes those no longer wanted. */
export function PhraseRow({ text, onUse }: { text: string; onUse: (phrase: string) => void }) {
  const { phrases, ready, failed, retry, add, remove } = usePhrases()
  const [sorting, setSorting] = useState(false)
  const written = text.trim()
  const isNew = written !== '' && written.length <= LONGEST && !phrases.includes(written)
  if (failed) return <FailedOptions what="常用语" onRetry={retry} />
  if (!ready) return null
  return (
    <fieldset className={styles.phrases} aria-label="常用语">
      {phrases.map((phrase) => (
        <button
          key={phrase}
          type="button"
          className={styles.phrase}
          title={phrase}
          aria-label={sorting ? `删除常用语：${phrase}` : undefined}
          onClick={() => (sorting ? remove(phrase) : onUse(phrase))}
        >
          {sorting ? '× ' : ''}
          {phrase}
        </button>
      ))}
      {isNew ? (
        <Button type="link" size="small" onClick={() => add(written)}>
          存为常用语
        </Button>
      ) : null}
      {phrases.length > 0 ? (
        <Button type="link" size="small" onClick={() => setSorting(!sorting)}>
          {sorting ? '完成' : '删除…'}
        </Button>
      ) : null}
    </fieldset>
  )
}
