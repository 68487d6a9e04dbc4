'use client'

import dynamic from 'next/dynamic'
import type { ComponentType, ReactNode } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Loading } from '@/components/mobile/states'
import { BasicStep } from './basic-step'
import type { Place } from './places'

const waiting = () => (
  <MobilePage title="机械登记流程">
    <Loading />
  </MobilePage>
)

/** Each step is a separate chunk; `loadSteps` preloads all of them, since the network may be lost between two steps. */
const load = {
  photos: () => import('./photos-step').then(({ PhotosStep }) => PhotosStep),
  codes: () => import('./codes-step').then(({ CodesStep }) => CodesStep),
  machine: () => import('./details-step').then(({ DetailsStep }) => DetailsStep),
  other: () => import('./other-step').then(({ OtherStep }) => OtherStep),
  done: () => import('./summary-step').then(({ SummaryStep }) => SummaryStep),
}
const steps = {
  photos: dynamic(load.photos, { loading: waiting }),
  codes: dynamic(load.codes, { loading: waiting }),
  machine: dynamic(load.machine, { loading: waiting }),
  other: dynamic(load.other, { loading: waiting }),
  done: dynamic(load.done, { loading: waiting }),
}

export function stepAt(place: Place, onSubmitted: (shown: ReactNode) => void) {
  if (place === 'basic') return <BasicStep />
  const chunk = chunkOf(place)
  if (chunk === 'done') return <steps.done onSubmitted={onSubmitted} />
  const Step: ComponentType = steps[chunk]
  return <Step key={place} />
}

/** Preloads the chunk of the requested place while the draft is being read. */
export function loadStep(place: Place | null): void {
  if (place && place !== 'basic') load[chunkOf(place)]().catch(() => undefined)
}

/** Preloads all steps, so that an opened form works offline. */
export function loadSteps(): void {
  for (const step of Object.values(load)) step().catch(() => undefined)
}

function chunkOf(place: Exclude<Place, 'basic'>): keyof typeof load {
  return place === 'photos' || place === 'machine' || place === 'other' || place === 'done' ? place : 'codes'
}
