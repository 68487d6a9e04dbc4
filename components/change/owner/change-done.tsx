'use client'

import Link from 'next/link'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { MissingPhotos } from './missing-photos'
import { ChangeLines } from './values-form'

/** Shown after 提交: what took effect, or what comes next. */
export function ChangeDone({ change }: { change: ChangeDto }) {
  const { type, typeName, status, registrationNumber, lines, machineId } = change
  return (
    <MobilePage title="信息变更" back="/m/changes">
      <section className={styles.box}>
        <div role="status">
          <h2 className={styles.status} data-tone="good">
            {status === 'DONE' ? '变更已生效' : '提交成功，等待审核'}
          </h2>
        </div>
        <p>
          {registrationNumber} {typeName}
        </p>
        {type !== 'OWNER' && <ChangeLines lines={lines} />}
        <MissingPhotos missing={change.missingPhotos} />
        <p className={styles.note}>{nextStepText(change)}</p>
        <div className={styles.acts}>
          <Link href="/m/changes" prefetch={false} className={styles.wide}>
            查看信息变更
          </Link>
          {type !== 'OWNER' && (
            <Link
              href={`/m/machines/${machineId}`}
              prefetch={false}
              className={`${styles.wide} ${styles.plain}`}
            >
              查看机械
            </Link>
          )}
        </div>
      </section>
    </MobilePage>
  )
}

function nextStepText({ type, status }: ChangeDto): string {
  if (type === 'OWNER')
    return '机械已归新所有者所有，双方都会收到通知。新所有者登录后可在“我的机械”中看到它。'
  if (status === 'DONE') return '需要新的信息采集表时，请到现所在地的生态环境部门打印。'
  return '生态环境部门审核后，结果会在通知中告知您。审核以前可以在“信息变更”中撤回。'
}
