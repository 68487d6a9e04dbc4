'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DeskFrame } from '@/components/desk/desk-frame'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { firstPhoto } from '@/components/filing/photo-of-field'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { FailedPage, Loading } from '@/components/ui/states'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { fleetQuery, rowChanged, showFleetRow } from '@/lib/features/fleet/api'
import { needsShowing } from '@/lib/features/fleet/rules'
import type { Fleet, FleetRow } from '@/lib/features/fleet/schema'
import { FleetBar } from './fleet-bar'
import { FleetChecks } from './fleet-checks'
import { FleetPhoto } from './fleet-photo'
import { FleetRows } from './fleet-rows'
import { useBatch } from './use-batch'

/** One owner's waiting filings: each is opened with its first photo and its checks, then those that are clear are approved together. */
export function FleetPage({ id }: { id: string }) {
  const router = useRouter()
  const fleet = useQuery(fleetQuery(id))
  const options = useOptions()
  if (fleet.isPending || options.isPending) return <Loading label="正在读取该机主的全部待审和核对结果…" />
  if (fleet.isError) return <FailedPage error={fleet.error} onRetry={() => fleet.refetch()} />
  if (options.isError) return <FailedPage error={options.error} onRetry={() => options.refetch()} />
  return (
    <>
      <DeskHeader
        title={`${fleet.data.ownerName} 的未办结登记`}
        backLabel="返回审核台"
        onBack={() => router.push(`/filings/${id}`)}
      >
        <DeskAbout>{aboutText(fleet.data)}</DeskAbout>
      </DeskHeader>
      <Desk id={id} fleet={fleet.data} />
    </>
  )
}

const aboutText = ({ rows, more }: Fleet) =>
  `本辖区 ${rows.length + more} 台${more > 0 ? `，先列出 ${rows.length} 台，办完后再列其余 ${more} 台` : ''}`

function Desk({ id, fleet: { rows } }: { id: string; fleet: Fleet }) {
  const client = useQueryClient()
  const [openId, open] = useState<string | null>(null)
  const row = rows.find((each) => each.id === openId)
  const [failed, setFailed] = useState<Record<string, string>>({})
  const batch = useBatch()
  const show = useMutation({
    mutationFn: ({ shown, photoId }: { shown: FleetRow; photoId: string | null }) =>
      showFleetRow(shown.id, photoId),
    onSuccess: (answer, { shown }) => {
      setFailed(({ [shown.id]: _, ...rest }) => rest)
      rowChanged(client, id, answer)
      void client.invalidateQueries({ queryKey: filingKeys.lists() })
    },
    onError: (error, { shown }) => setFailed((before) => ({ ...before, [shown.id]: error.message })),
  })
  const step = (by: number) => {
    const at = rows.findIndex((each) => each.id === openId)
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (next) open(next.id)
  }
  useShortcuts({ rowNext: () => step(1), rowPrevious: () => step(-1) })
  return (
    <>
      <DeskFrame
        photos={
          row ? (
            <FleetPhoto
              key={row.id}
              photo={firstPhotoOf(row)}
              onShown={(photoId) => needsShowing(row) && show.mutate({ shown: row, photoId })}
            />
          ) : undefined
        }
        hint="从列表中选一台（J、K 或 ↑ ↓），逐台看过首张照片和核对结果后才能一起通过。"
      >
        {row ? <FleetChecks row={row} failed={failed[row.id]} /> : null}
        <FleetRows
          rows={rows}
          openId={openId}
          failed={failed}
          results={batch.results}
          onOpen={open}
          onTakeBack={batch.takeBack}
        />
      </DeskFrame>
      <FleetBar
        rows={rows}
        batch={batch}
        onChanged={() => client.invalidateQueries({ queryKey: ['fleet', id] })}
      />
    </>
  )
}

const firstPhotoOf = ({ content, photos }: FleetRow) => firstPhoto(content, deskPhotos(photos))
