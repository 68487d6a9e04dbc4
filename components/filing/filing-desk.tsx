'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DeskSideProvider } from '@/components/desk/desk-side'
import { useOptions } from '@/components/setting/use-options'
import { Failed, Loading } from '@/components/ui/states'
import type { Names } from '@/lib/features/content/rules/display'
import { deskQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CurrentVersion } from './current-version'
import { FilingHeader } from './filing-header'
import { PastVersion } from './past-version'
import { VersionChoice } from './version-choice'

/** Review desk of one filing: photos on the left, all data beside them, the decision at the foot. */
export function FilingDesk({ id }: { id: string }) {
  const filing = useQuery(deskQuery(id))
  const options = useOptions()
  if (filing.isPending || options.isPending) return <Loading />
  if (filing.isError) return <Failed error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return <DeskBody key={filing.data.id} filing={filing.data} names={options.names} />
}

/** The present submission, or an earlier one to read. */
function DeskBody({ filing, names }: { filing: DeskFiling; names: Names }) {
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
}
