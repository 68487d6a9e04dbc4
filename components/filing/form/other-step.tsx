'use client'

import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS } from '@/lib/features/content/schema/fields'
import styles from './form.module.css'
import { useForm } from './form-context'
import { FormField } from './form-field'
import { StepFrame } from './step-frame'
import { useNext } from './use-next'

const PARTS = ['monitoring', 'dpf'] as const

/** Step 4, 其它信息: monitoring and DPF, with all fields once marked as installed; nothing is required. */
export function OtherStep() {
  const { content } = useForm()
  const next = useNext()
  return (
    <StepFrame title="其它信息" next="下一步" onNext={() => next('done')}>
      <p className={styles.note}>该界面中信息都为选填。</p>
      {PARTS.map((part) => {
        const installed = valueAt(content, `${part}.installed`) === true
        const fields = FIELDS.filter(({ step, kind }) => step === part && (installed || kind === 'flag'))
        return (
          <section key={part} aria-label={STEP_LABELS[part]}>
            <h3 className={styles.sub}>{STEP_LABELS[part]}</h3>
            <div className={styles.card}>
              {fields.map(({ path }) => (
                <FormField key={path} path={path} />
              ))}
            </div>
          </section>
        )
      })}
    </StepFrame>
  )
}
