'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useOptions } from '@/components/setting/use-options'
import { Failed, Loading } from '@/components/ui/states'
import { deskQuery, revealPartyMutation } from '@/lib/features/filing/api/desk'
import type { Names } from '@/lib/features/filing/rules/display'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CheckList } from './check-list'
import { DecisionBar } from './decision-bar'
import css from './desk.module.css'
import { DeskHeader } from './desk-header'
import { FieldSections } from './field-sections'
import { HistoryList } from './history-list'
import { PartyCard } from './party-card'
import { PhotoStrip } from './photo-strip'
import { PhotoViewer, type ViewerHandle } from './photo-viewer'
import { ReturnSummary } from './return-summary'
import { useDeskKeys } from './use-desk-keys'
import { useMarks } from './use-marks'

/** The filing desk: photos that stay on the left, all data beside them, the decision at the foot. */
export function Desk({ id }: { id: string }) {
  const filing = useQuery(deskQuery(id))
  const options = useOptions()
  if (filing.isPending || options.isPending) return <Loading />
  if (filing.isError) return <Failed error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return <DeskBody key={filing.data.id} filing={filing.data} names={options.names} />
}

function DeskBody({ filing, names }: { filing: DeskFiling; names: Names }) {
  const [slot, setSlot] = useState(filing.photos[0]?.slot)
  const shown = filing.photos.find((photo) => photo.slot === slot) ?? filing.photos[0]
  const { marks, toggle } = useMarks(filing.id, filing.revision)
  const viewer = useRef<ViewerHandle>(null)
  const register = useCallback((handle: ViewerHandle) => {
    viewer.current = handle
  }, [])
  const markable = filing.actions.includes('return')

  const step = (by: number) => {
    const at = filing.photos.findIndex((photo) => photo.slot === shown?.slot)
    const count = filing.photos.length
    if (count > 0) setSlot(filing.photos[(at + by + count) % count]?.slot)
  }
  useDeskKeys({
    next: () => step(1),
    previous: () => step(-1),
    mark: () => markable && shown && toggle(`photos.${shown.slot}`),
    zoomIn: () => viewer.current?.zoomIn(),
    zoomOut: () => viewer.current?.zoomOut(),
    rotate: () => viewer.current?.rotate(),
    fullScreen: () => viewer.current?.fullScreen(),
  })

  return (
    <>
      <DeskHeader filing={filing} />
      <div className={css.desk}>
        <div className={css.photos}>
          <PhotoViewer photo={shown} register={register} />
          <PhotoStrip
            label="全部照片"
            photos={filing.photos}
            shown={shown}
            marks={marks}
            onShow={(photo) => setSlot(photo.slot)}
          />
        </div>
        <div className={css.facts}>
          <ReturnSummary filing={filing} names={names} />
          <CheckList filing={filing} />
          <Parties filing={filing} />
          <FieldSections
            filing={filing}
            names={names}
            marks={marks}
            markable={markable}
            onMark={toggle}
            onShowSlot={setSlot}
          />
          <HistoryList history={filing.history} />
        </div>
      </div>
      <DecisionBar filing={filing} marks={marks} />
    </>
  )
}

function Parties({ filing: { id, owner, agent } }: { filing: DeskFiling }) {
  return (
    <>
      <Party id={id} whose="OWNER" title="机主" party={owner} />
      {agent ? <Party id={id} whose="AGENT" title="被委托人" party={agent} /> : null}
    </>
  )
}

type PartyProps = { id: string; whose: 'OWNER' | 'AGENT'; title: string; party: DeskFiling['owner'] }

/** Seen once, gone with the page: the whole numbers are never cached. */
function Party({ id, whose, title, party }: PartyProps) {
  const { message } = App.useApp()
  const reveal = useMutation({
    ...revealPartyMutation(id, whose),
    onError: (error) => void message.error(error.message),
  })
  return (
    <PartyCard
      title={title}
      party={party}
      revealed={reveal.data}
      busy={reveal.isPending}
      onReveal={() => reveal.mutate()}
    />
  )
}
