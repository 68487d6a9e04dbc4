'use client'

import Button from 'antd-mobile/es/components/button'
import { type ReactNode, useEffect, useRef } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { ReadAloud } from '@/components/mobile/read-aloud'
import styles from './form.module.css'
import { useForm } from './form-context'
import { ProgressBar } from './progress-bar'
import { SavedState } from './saved-state'

type Props = {
  title: string
  next: string
  onNext: () => void
  busy?: boolean
  children: ReactNode
}

/** Layout of all steps: progress bar, save state, heading, 上一步 and 下一步. */
export function StepFrame({ title, next, onNext, busy, children }: Props) {
  const { host, draft, view, place, back, focusPath, faults } = useForm()
  const heading = useRef<HTMLHeadingElement>(null)
  const step = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const field = focusPath && document.getElementById(focusPath)
    if (field) {
      field.focus()
      field.scrollIntoView({ block: 'center' })
    } else {
      heading.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
  }, [focusPath])
  const faultCount = Object.keys(faults).length
  return (
    <MobilePage
      title={host.title}
      onBack={back}
      footer={
        <>
          {place !== 'basic' && <Button onClick={back}>上一步</Button>}
          <Button color="primary" loading={busy} disabled={busy} onClick={onNext}>
            {next}
          </Button>
        </>
      }
    >
      <ProgressBar place={place} />
      <SavedState draft={draft} view={view} />
      <ReadAloud of={step} className={styles.aloud} />
      <div ref={step}>
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          {title}
        </h2>
        {faultCount > 0 && place !== 'done' && (
          <p role="status" className={styles.wrong}>
            有 {faultCount} 处需要填写或修改
          </p>
        )}
        {children}
      </div>
    </MobilePage>
  )
}
