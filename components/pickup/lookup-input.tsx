import { Button, Input, type InputRef } from 'antd'
import type { RefObject } from 'react'
import { readLookup } from '@/lib/features/pickup/rules/read-lookup'
import css from './counter.module.css'

type Props = {
  input: RefObject<InputRef | null>
  line: string
  /** This text was looked up, and nothing typed since. */
  submitted: boolean
  onLine: (line: string) => void
  onSubmit: (line: string) => void
  busy: boolean
}

/** Shows while typing how the input is interpreted. */
export function LookupInputLine({ input, line, submitted, onLine, onSubmit, busy }: Props) {
  const parsed = readLookup(line)
  const refused = submitted && line.trim() !== '' && parsed.kind === 'UNCLEAR'
  return (
    <form
      method="post"
      aria-label="查找"
      className={css.lookup}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(line)
      }}
    >
      <Input
        ref={input}
        size="large"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        aria-label="领取码、登记号码、手机号，或证件号后四位和姓名"
        aria-describedby="lookup-hint"
        status={refused ? 'error' : undefined}
        placeholder="领取码 / 登记号码 / 手机号 / 证件号后四位 姓名"
        value={line}
        onChange={(event) => onLine(event.target.value)}
      />
      <Button size="large" type="primary" htmlType="submit" loading={busy}>
        查找（回车）
      </Button>
      <p id="lookup-hint" className={refused ? css.refused : css.hint} aria-live="polite">
        {parsed.kind === 'READY' ? (
          <>
            识别为：<strong>{parsed.label}</strong>
            {submitted ? '' : '，按回车查找'}
          </>
        ) : (
          parsed.hint
        )}
      </p>
    </form>
  )
}
