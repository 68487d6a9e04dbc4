import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { getConsoleMachine } from '@/lib/features/dossier/queries/console'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { getDesk } from '@/lib/features/filing/queries/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { Tx } from '@/lib/server/database/db'
import type { PairSide } from '../schema'

/**
 * One of the two, as its desk and its machine's page show it, each with its own rules of area and masking.
 * @param key of a filing, or of a machine from an older register
 * @throws AppError NOT_FOUND outside the area
 */
export async function sideOf(
  reader: Tx,
  actor: StaffActor,
  key: { filingId: string } | { machineId: string },
) {
  if ('machineId' in key) return ofMachine(await getConsoleMachine(reader, actor, key.machineId))
  return filingSide(reader, actor, await getDesk(reader, actor, key.filingId))
}

/** The same of a filing whose desk is at hand. */
export async function filingSide(reader: Tx, actor: StaffActor, desk: DeskFiling): Promise<PairSide> {
  return ofFiling(desk, await machineOf(reader, actor, desk))
}

/** The machine may have moved to another area, where this officer does not see it: then the filing is shown as it was. */
async function machineOf(reader: Tx, actor: StaffActor, { machineId }: DeskFiling) {
  if (!machineId || !roleMay(actor.role, 'machine.read')) return null
  const seen = await reader.machine.findFirst({
    where: { id: machineId, ...actor.area },
    select: { id: true },
  })
  return seen && getConsoleMachine(reader, actor, machineId)
}

function ofFiling(desk: DeskFiling, machine: ConsoleMachine | null): PairSide {
  return {
    filingId: desk.id,
    machineId: machine?.id ?? null,
    status: desk.status,
    machineStatus: machine?.status ?? null,
    registrationNumber: desk.registrationNumber,
    content: machine?.content ?? desk.content,
    district: (machine ?? desk).district?.fullName ?? null,
    photos: (machine ?? desk).photos.map(photoOf),
    owner: partyOf(machine?.owner ?? desk.owner),
    agentName: desk.agent?.name ?? null,
    submittedAt: desk.submittedAt,
    registeredAt: machine?.registeredAt ?? null,
    revision: desk.revision,
    claim: desk.claim && { staffName: desk.claim.staffName, mine: desk.claim.mine },
    closed: desk.openDecision !== null,
  }
}

function ofMachine(machine: ConsoleMachine): PairSide {
  return {
    filingId: null,
    machineId: machine.id,
    status: null,
    machineStatus: machine.status,
    registrationNumber: machine.registrationNumber,
    content: machine.content,
    district: machine.district?.fullName ?? null,
    photos: machine.photos.map(photoOf),
    owner: partyOf(machine.owner),
    agentName: null,
    submittedAt: null,
    registeredAt: machine.registeredAt,
    revision: null,
    claim: null,
    closed: false,
  }
}

const photoOf = ({
  slot,
  photoId,
  url,
  thumbnailUrl,
  width,
  height,
  takenAt,
}: (DeskFiling | ConsoleMachine)['photos'][number]) => ({
  slot,
  photoId,
  url,
  thumbnailUrl,
  width,
  height,
  takenAt,
})

const partyOf = ({ type, name, idNumberMasked, phoneMasked }: PairSide['owner']) => ({
  type,
  name,
  idNumberMasked,
  phoneMasked,
})
