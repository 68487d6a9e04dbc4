'use client'

import { FIELDS, type Step } from '@/lib/features/content/schema/fields'
import styles from './form.module.css'
import { useForm } from './form-context'
import { FormField } from './form-field'
import { StepFrame } from './step-frame'
import { useNext } from './use-next'

const SECTIONS: readonly { step: Step; title: string; note?: string }[] = [
  { step: 'machine', title: '机械' },
  { step: 'engine', title: '发动机' },
  { step: 'codes', title: '编码', note: '铭牌或环保信息随车清单上有的，请照抄；没有的留空。' },
]

/** Step 3, second page: machine and engine details; only 机械类别 and 燃料种类 are required (manual). */
export function DetailsStep() {
  const { view } = useForm()
  const next = useNext()
  const hasPublished = view.record.published.length > 0
  return (
    <StepFrame title="机械信息" next="下一步" onNext={() => next('other')}>
      {hasPublished && (
        <p className={styles.note}>标有“来自目录”的内容取自公开目录，请对照铭牌核对，可以修改。</p>
      )}
      <p className={styles.note}>燃料种类和机械类别为必填项，其余为选填项，能填写的请都填写。</p>
      {SECTIONS.map(({ step, title, note }) => (
        <section key={step} aria-label={title}>
          <h3 className={styles.sub}>{title}</h3>
          {note && <p className={styles.note}>{note}</p>}
          <div className={styles.card}>
            {FIELDS.filter((field) => field.step === step).map(({ path }) => (
              <FormField key={path} path={path} />
            ))}
          </div>
        </section>
      ))}
    </StepFrame>
  )
}
