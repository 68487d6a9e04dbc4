'use client'

import { useQuery } from '@tanstack/react-query'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { ownFilingQuery } from '@/lib/features/filing/api/owner'
import { progressSentence, statusLabel } from '@/lib/features/filing/rules/progress'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { OfficeBox } from './office-box'
import styles from './pickup.module.css'
import { PickupQr } from './pickup-qr'
import { categoryNameOf, useFilingNames } from './use-filing-names'
import { useWakeLock } from './use-wake-lock'

/** The pickup code in window-wide type, readable across a counter, and for its scanner. */
export function PickupPage({ id }: { id: string }) {
  return (
    <SignedIn>
      <Pickup id={id} />
    </SignedIn>
  )
}

function Pickup({ id }: { id: string }) {
  const filing = useQuery(ownFilingQuery(id))
  return (
    <MobilePage title="领取码" back={`/m/filings/${id}`}>
      {filing.data?.pickup ? (
        <Code filing={filing.data} pickup={filing.data.pickup} />
      ) : filing.data ? (
        <NoCode filing={filing.data} />
      ) : filing.isPending ? (
        <Loading />
      ) : (
        <Failed error={filing.error} onRetry={() => filing.refetch()} />
      )}
    </MobilePage>
  )
}

function NoCode({ filing }: { filing: FilingDto }) {
  if (filing.ended) return <Empty title={statusLabel(filing)} hint={progressSentence(filing, new Date())} />
  return <Empty title="没有可用的领取码" hint="审核通过后才有领取码，领取以后不再显示。" />
}

type Props = { filing: FilingDto; pickup: NonNullable<FilingDto['pickup']> }

function Code({ filing, pickup }: Props) {
  useWakeLock()
  const names = useFilingNames()
  const { plate, ownerName, registrationNumber } = filing
  const about = [categoryNameOf(names, filing), plate].filter(Boolean)
  return (
    <>
      <section className={styles.sheet} aria-label="领取码">
        <p className={styles.code}>
          <span className="visually-hidden">{pickup.code}</span>
          <span aria-hidden="true">{pickup.code.slice(0, 3)}</span>
          <span aria-hidden="true">{pickup.code.slice(3)}</span>
        </p>
        <PickupQr code={pickup.code} />
        <p className={styles.number}>{registrationNumber}</p>
        <p className={styles.about}>{ownerName}</p>
        <p className={styles.about}>{about.join(' ')}</p>
        <p className={styles.hint}>请向窗口工作人员出示，可以扫码。领取人请携带身份证件。</p>
      </section>
      <OfficeBox office={pickup.office} />
    </>
  )
}
