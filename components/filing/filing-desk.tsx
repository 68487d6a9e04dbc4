'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity, memo, useState } from 'react'
import { DeskSideProvider } from '@/components/desk/desk-side'
import { useOptions } from '@/components/setting/use-options'
import { FailedPage, Loading } from '@/components/ui/states'
import type { Names } from '@/lib/features/content/rules/display'
import { deskQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CurrentVersion } from './current-version'
import { FilingHeader } from './filing-header'
import { PastVersion } from './past-version'
import { useFetchAhead } from './use-fetch-ahead'
import { ShownFilingProvider, useShownFiling } from './use-shown-filing'
import { VersionChoice } from './version-choice'

/**
 * Review desk: photos on the left, all data beside them, the decision at the foot. The next filing is rendered ahead,
 * hidden, so that after a decision it only has to be shown.
 */
export function FilingDesk({ id: opened }: { id: string }) {
  const { id, kept, desk } = useShownFiling(opened)
  const filing = useQuery(deskQuery(id))
  const before = useQuery({ ...deskQuery(kept ?? ''), enabled: false })
  const options = useOptions()
  const ahead = useFetchAhead(filing.data)
  if (filing.isPending || options.isPending) return <Loading />
  if (filing.isError) return <FailedPage error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <FailedPage error={options.error} onRetry={() => options.refetch()} />
  return (
    <ShownFilingProvider value={desk}>
      {[kept === null ? undefined : before.data, filing.data, ahead].map(
        (one) =>
          one && (
            <Activity key={one.id} mode={one.id === id ? 'visible' : 'hidden'}>
              <DeskBody filing={one} names={options.names} />
            </Activity>
          ),
      )}
    </ShownFilingProvider>
  )
}

/** The present submission, or an earlier one to read. Drawn anew only when its data change, not when another filing is shown. */
const DeskBody = memo(function DeskBody({ filing, names }: { filing: DeskFiling; names: Names }) {
  const [version, setVersion] = useState(filing.revision)
  const past = filing.revisions.find(({ number }) => number === version && number < filing.revision)
  const choice =
    filing.revisions.length > 1 ? (
      <VersionChoice filing={filing} chosen={past?.number ?? filing.revision} onChoose={setVersion} />
    ) : null
  return (
    <DeskSideProvider>
      <FilingHeader filing={filing} />
      {past ? (
        <PastVersion
          filing={filing}
          revision={past}
          names={names}
          choice={choice}
          onLeave={() => setVersion(filing.revision)}
        />
      ) : (
        <CurrentVersion filing={filing} names={names} choice={choice} />
      )}
    </DeskSideProvider>
  )
})
