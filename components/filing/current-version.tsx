import { useIsMutating, useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { ActionBar, DeskFrame } from '@/components/desk/desk-frame'
import { DeskSidePlace } from '@/components/desk/desk-side'
import { HistoryPanel } from '@/components/desk/history-panel'
import { PartyPanel } from '@/components/desk/party-panel'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { useMarks } from '@/components/desk/use-marks'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { RevealButton } from '@/components/disclosure/reveal-button'
import { deskPhotos } from '@/components/photo/desk-photos'
import { chinaTime } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import type { Names } from '@/lib/features/content/rules/display'
import { revealPartyMutation } from '@/lib/features/filing/api/desk'
import { isResubmission } from '@/lib/features/filing/rules/resubmission'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { AssistedPanel } from './assisted-panel'
import { CheckList } from './check-list'
import { DecisionBar } from './decision-bar'
import { FieldSections } from './field-sections'
import { LitPlaceContext, useNewLitPlace } from './lit-place'
import { NotesPanel } from './notes-panel'
import { firstPhoto } from './photo-of-field'
import { Rest } from './rest'
import { ReturnSummary } from './return-summary'
import { DECIDING } from './use-decision'
import { VersionedViewer } from './versioned-viewer'

type Props = { filing: DeskFiling; names: Names; choice: ReactNode }

/** The present submission. Of a resubmission first what changed, its photos first too; the rest is folded. */
export function CurrentVersion({ filing, names, choice }: Props) {
  const again = isResubmission(filing)
  const photos = again ? changedFirst(deskPhotos(filing.photos)) : deskPhotos(filing.photos)
  const { marks, toggle } = useMarks(`${filing.id}:${filing.revision}`)
  const markable = filing.actions.includes('return')
  const { shown, show, register } = usePhotoDesk(photos, {
    first: again ? undefined : firstPhoto(filing.content, photos),
    onMark: markable ? (photo) => toggle(`photos.${photo.slot}`) : undefined,
  })
  const [comparing, setComparing] = useState(true)
  const lit = useNewLitPlace()
  const facts = { filing, names, marks, markable, onMark: toggle }
  return (
    <LitPlaceContext value={lit}>
      <DeskFrame
        photos={
          <>
            <VersionedViewer
              filing={filing}
              photo={shown}
              register={register}
              comparing={comparing}
              onCompare={setComparing}
            />
            <PhotoStrip
              label="全部照片"
              photos={photos}
              shown={shown}
              isMarked={({ slot }) => marks.includes(`photos.${slot}`)}
              onShow={show}
            />
          </>
        }
      >
        {choice}
        <ReturnSummary
          {...facts}
          onShow={(slot) => {
            setComparing(true)
            show(photos.find((photo) => photo.slot === slot))
          }}
        />
        <CheckList filing={filing} />
        <Rest folded={again} filing={filing}>
          <AssistedPanel assisted={filing.assisted} />
          <Parties filing={filing} />
          <FieldSections {...facts} photos={photos} onShow={show} />
        </Rest>
        <NotesPanel filing={filing} />
        <FilingHistory history={filing.history} />
        <DeskSidePlace />
      </DeskFrame>
      <Decision filing={filing} marks={marks} />
    </LitPlaceContext>
  )
}

/** Nothing can be pressed until the decision on the former filing is stored and this one is claimed. */
function Decision(props: { filing: DeskFiling; marks: readonly string[] }) {
  const others = useIsMutating({
    mutationKey: DECIDING,
    predicate: ({ options }) => options.mutationKey?.[1] !== props.filing.id,
  })
  return others > 0 ? <ActionBar label="审核操作">正在领取…</ActionBar> : <DecisionBar {...props} />
}

function changedFirst<P extends { changed: boolean }>(photos: readonly P[]): P[] {
  return [...photos.filter(({ changed }) => changed), ...photos.filter(({ changed }) => !changed)]
}

function FilingHistory({ history }: Pick<DeskFiling, 'history'>) {
  const items = history.map(({ at, action, who, text }) => ({
    key: `${at}${action}`,
    time: chinaTime(new Date(at)),
    text: `${who} ${text}`,
  }))
  return <HistoryPanel title="办理经过" items={items} />
}

function Parties({ filing: { id, owner, agent, operatorName, claim } }: { filing: DeskFiling }) {
  // Whoever reviews a filing has a purpose; others are asked for theirs.
  const shared = { id, reviewing: claim?.mine === true }
  return (
    <>
      <Party {...shared} kind="OWNER" title="机主" party={owner} operator={agent ? null : operatorName} />
      {agent ? (
        <Party {...shared} kind="AGENT" title="被委托人" party={agent} operator={operatorName} />
      ) : null}
    </>
  )
}

type PartyProps = {
  id: string
  reviewing: boolean
  kind: 'OWNER' | 'AGENT'
  title: string
  party: DeskFiling['owner']
  /** 经办人 of the unit that files. */
  operator: string | null
}

/** Unmasked numbers live only as long as this component and are never cached. */
function Party({ id, reviewing, kind, title, party, operator }: PartyProps) {
  const { message } = App.useApp()
  const reveal = useMutation({
    ...revealPartyMutation(id, kind),
    onError: (error) => void message.error(error.message),
  })
  return (
    <PartyPanel
      title={title}
      party={party}
      revealed={reveal.data}
      note={
        <>
          <span>身份核验：{proofText(party.proof)}</span>
          {operator && <span>经办人：{operator}</span>}
        </>
      }
      reveal={
        <RevealButton
          subject={id}
          busy={reveal.isPending}
          asks={!reviewing}
          onReveal={(chosen) => reveal.mutateAsync(chosen)}
        />
      }
    />
  )
}
