'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import styles from './form.module.css'
import { useForm } from './form-context'

const ConsentForm = dynamic(() => import('./consent-form').then((part) => part.ConsentForm))

/** 帮其他机械所有者登记: opens what the owner's consent needs; who was confirmed can be taken back. */
export function OwnerChoice({ ownName }: { ownName: string }) {
  const { filing } = useForm().view.record
  const [open, setOpen] = useState(false)
  const other = filing?.forOther ?? false
  return (
    <>
      {other && <p className={styles.note}>已经所有者的验证码确认，登记在该所有者名下。</p>}
      <button type="button" className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起' : other ? '改为其他所有者，或改回本人' : '帮其他机械所有者登记'}
      </button>
      {open && <ConsentForm ownName={other ? ownName : ''} onGiven={() => setOpen(false)} />}
    </>
  )
}
