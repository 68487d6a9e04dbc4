'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CatalogueGroup } from '@/lib/features/catalogue/schema'
import type { CodeOutcome } from '@/lib/features/filing/api/check-codes'
import {
  CODE_GROUPS,
  emptiedGroup,
  isGroupEmpty,
  isGroupHalfFilled,
  placeAfterGroup,
  prefillFrom,
} from '@/lib/features/filing/rules/code-groups'
import { CodeAnswer } from './code-answer'
import styles from './form.module.css'
import { FormContext, useForm } from './form-context'
import { FormField } from './form-field'
import { StepFrame } from './step-frame'

const groupAt = (place: string): CatalogueGroup =>
  place === 'codes.2' ? 2 : place === 'codes.3' ? 3 : place === 'codes.4' ? 4 : 1

/** Step 3, first page: one code group, checked against the catalogue on 下一步 (manual, 3) 机械信息). */
export function CodesStep() {
  const form = useForm()
  const { host, content, place, go, enter, setCatalogueValues, view } = form
  const { group, title, fields, without, example } = CODE_GROUPS[groupAt(place)]
  const [outcome, setOutcome] = useState<CodeOutcome | null>(null)
  const after = placeAfterGroup(group)

  const check = useMutation({
    mutationFn: () => host.checkCodes(group, content),
    onMutate: () => setOutcome(null),
    onSuccess: (result) => {
      setOutcome(result)
      if (result.kind === 'faults') form.fail(result.faults)
      if (result.kind !== 'hit') return
      const { values, published, differing } = prefillFrom(result.entry, content)
      enter(values, [...new Set([...view.record.published, ...published])])
      setCatalogueValues(differing)
      go('machine')
    },
  })
  const checking = check.isPending
  const next = () => (isGroupEmpty(group, content) ? go(after) : check.mutate())
  /** What the catalogue filled in goes with the code it was found by; what was typed stays. */
  const enterCodes = (values: Parameters<typeof enter>[0]) => {
    const found = Object.fromEntries(view.record.published.map((path) => [path, null]))
    enter({ ...found, ...values }, [])
  }
  const formWithReset = {
    ...form,
    enter: (values: Parameters<typeof enter>[0]) => {
      // The result is only valid for the codes that were checked.
      setOutcome(null)
      enterCodes(values)
    },
  }
  return (
    <FormContext value={formWithReset}>
      <StepFrame title={`机械信息 · ${title}`} next="下一步" onNext={next} busy={checking}>
        <div className={styles.card}>
          {fields.map(({ path, placeholder }) => (
            <FormField key={path} path={path} placeholder={placeholder} />
          ))}
          {example && (
            <p className={styles.example}>
              例：<code>{example}</code>
            </p>
          )}
        </div>
        <div className={styles.notes}>
          <p className={styles.red}>{without}</p>
        </div>
        {checking && <p role="status">正在核验…</p>}
        {outcome && (
          <CodeAnswer
            outcome={outcome}
            onClear={() => {
              enterCodes(emptiedGroup(group))
              go(after)
            }}
            onEdit={() => {
              setOutcome(null)
              document.getElementById(fields[0]?.path ?? '')?.focus()
            }}
            onContinue={() => go(after)}
            halfFilled={isGroupHalfFilled(group, content)}
            last={group === 4}
          />
        )}
      </StepFrame>
    </FormContext>
  )
}
