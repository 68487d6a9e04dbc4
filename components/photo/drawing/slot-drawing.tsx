import type { ReactNode } from 'react'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { Filter, FurtherPicture } from './devices'
import { MachineView } from './machine-view'
import { Certificate, ChecklistBack, ChecklistFront, NumberPlate } from './papers'
import { EngineApproval, EnginePlate, EnvLabel, MachineEnvCode, MachinePlate } from './plates'

const DRAWINGS: Partial<Record<PhotoSlot, ReactNode>> = {
  BODY_FRONT: <MachineView view="front" />,
  BODY_FRONT_RIGHT: <MachineView view="frontRight" />,
  BODY_RIGHT: <MachineView view="right" />,
  BODY_REAR: <MachineView view="rear" />,
  ENV_LABEL: <EnvLabel />,
  ENGINE_APPROVAL: <EngineApproval />,
  MACHINE_ENV_CODE: <MachineEnvCode />,
  MACHINE_PLATE: <MachinePlate />,
  ENGINE_PLATE: <EnginePlate />,
  CERTIFICATE: <Certificate />,
  CHECKLIST_FRONT: <ChecklistFront />,
  CHECKLIST_BACK: <ChecklistBack />,
  PLATE_NUMBER: <NumberPlate />,
  DPF_BODY: <Filter />,
  DPF_PLATE: <Filter plate />,
}

/** Drawing of what a slot's photo should show, for `PhotoSlotCard.example`. */
export function SlotDrawing({ slot }: { slot: PhotoSlot }) {
  return DRAWINGS[slot] ?? <FurtherPicture />
}
