'use client'

import { useRouter } from 'next/navigation'
import { MobilePage } from '@/components/mobile/mobile-page'
import { NOTICE } from '@/lib/features/consent/rules/notice'
import styles from './consent.module.css'
import { ConsentForm } from './consent-form'
import { useConsentMissing } from './consented'
import { NoticeText, SensitiveText } from './notice-text'

/** 个人信息保护告知: the text for everybody; who has not accepted it does so below. @param next page opened after that */
export function PrivacyPage({ next }: { next: string }) {
  const router = useRouter()
  const missing = useConsentMissing()
  return (
    <MobilePage title={NOTICE.title} back={next}>
      <NoticeText />
      <section className={styles.text}>
        <h2>{NOTICE.sensitive.title}</h2>
        <SensitiveText />
      </section>
      {missing && (
        <div style={{ marginTop: 16 }}>
          <ConsentForm onDone={() => router.push(next)} />
        </div>
      )}
    </MobilePage>
  )
}
