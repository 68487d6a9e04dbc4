'use client'

import { useQuery } from '@tanstack/react-query'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { ownFilingQuery } from '@/lib/features/filing/api/owner'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { FilingActs } from './filing-acts'
import { FilingPhotos } from './filing-photos'
import { FilingSections } from './filing-sections'
import { OfficeBox } from './office-box'
import { ProgressFacts, StatusTitle } from './progress-card'
import { categoryNameOf, useFilingNames } from './use-filing-names'

/** One filing as shown to its filer or owner: status, available actions and content. */
export function FilingPage({ id }: { id: string }) {
  return (
    <SignedIn>
      <Filing id={id} />
    </SignedIn>
  )
}

function Filing({ id }: { id: string }) {
  const filing = useQuery(ownFilingQuery(id))
  return (
    <MobilePage
      title="登记详情"
      back="/m/filings"
      right={<Refresh busy={filing.isRefetching} onRefresh={() => filing.refetch()} />}
    >
      {filing.data ? (
        <FilingDetail filing={filing.data} />
      ) : filing.isPending ? (
        <Loading />
      ) : (
        <Failed error={filing.error} onRetry={() => filing.refetch()} />
      )}
    </MobilePage>
  )
}

function FilingDetail({ filing }: { filing: FilingDto }) {
  const names = useFilingNames()
  const session = useOwnerSession()
  const { pickup } = filing
  return (
    <>
      <section className={styles.box} aria-label="办理状态">
        <StatusTitle filing={filing} />
        <ProgressFacts filing={filing} categoryName={categoryNameOf(names, filing)} />
        <FilingActs
          filing={filing}
          mine={filing.filerId === session?.accountId}
          categoryName={categoryNameOf(names, filing)}
        />
      </section>
      {pickup && <OfficeBox office={pickup.office} />}
      <FilingSections content={filing} names={names} />
      <FilingPhotos photos={filing.photos} />
    </>
  )
}
