import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { pathLabel } from '@/lib/features/content/rules/display'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { ReturnDraft, unopened } from '@/lib/features/filing/rules/return-draft'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import { PhraseRow } from './phrase-row'
import styles from './return.module.css'

type Reason = ReturnDraft['chosen'][number]

const PATHS = [
  { label: '照片', options: PHOTO_SLOT_CODES.map((slot) => option(`photos.${slot}`)) },
  { label: '填写内容', options: FIELDS.map((field) => option(field.path)) },
]

function option(path: string) {
  return { value: path, label: pathLabel(path) }
}

type Props = {
  name: string
  reason: Reason
  fault: string | undefined
  missing: ReturnType<typeof unopened>[number] | undefined
  onChange: (part: Partial<Reason>) => void
}

const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

/** One chosen reason: what it opens for correction, and the officer's own words. */
export function ReasonDetails({ name, reason, fault, missing, onChange }: Props) {
  const { fields, text } = reason
  const open = (path: string) => onChange({ fields: [...fields, path] })
  return (
    <section className={styles.details} aria-label={name}>
      <strong>{name}</strong>
      <Select
        mode="multiple"
        value={[...fields]}
        options={PATHS}
        optionFilterProp="label"
        status={fault ? 'error' : undefined}
        placeholder="选择需要修改的照片或填写项"
        aria-label={`${name}：需要修改的内容`}
        onChange={(chosen: string[]) => onChange({ fields: chosen })}
      />
      {fault ? (
        <p role="alert" className={styles.fault} ref={bringIntoView}>
          {fault}
        </p>
      ) : null}
      <Input.TextArea
        value={text}
        maxLength={500}
        autoSize={{ minRows: 1, maxRows: 4 }}
        placeholder={`补充说明（${reason.code === 'OTHER' ? '必填' : '选填'}，接在“${name}”之后）`}
        aria-label={`${name}：补充说明`}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <PhraseRow text={text} onUse={(phrase) => onChange({ text: joined(text, phrase) })} />
      {missing?.mentions.map(({ word, paths }) => (
        <Hint key={word} paths={paths} onOpen={open}>
          说明提到“{word}”，但没有列入需要修改的内容，机主改不了：
        </Hint>
      ))}
      {missing && missing.marks.length > 0 ? (
        <Hint paths={missing.marks} onOpen={open}>
          已标记，但没有列入任何原因：
        </Hint>
      ) : null}
    </section>
  )
}

function Hint({
  paths,
  onOpen,
  children,
}: {
  paths: readonly string[]
  onOpen: (path: string) => void
  children: ReactNode
}) {
  return (
    <p className={styles.hint}>
      {children}
      {paths.map((path) => (
        <Button key={path} type="link" size="small" onClick={() => onOpen(path)}>
          列入{pathLabel(path)}
        </Button>
      ))}
    </p>
  )
}

function joined(text: string, phrase: string): string {
  const before = text.trim()
  return before === '' ? phrase : `${before.replace(/[，。；]$/, '')}；${phrase}`
}
