'use client'

import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Loading } from '@/components/mobile/states'
import { BasicStep } from './basic-step'
import type { Place } from './places'

const waiting = () => (
  <MobilePage title="机械登记流程">
    <Loading />
  </MobilePage>
)

/** Each step's script comes by itself, but all of them while the network is there: one may lose it between two steps. */
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

/** The step of a place. */
export function stepAt(place: Place, onSubmitted: () => void) {
  if (place === 'basic') return <BasicStep />
  const script = scriptOf(place)
  if (script === 'done') return <steps.done onSubmitted={onSubmitted} />
  const Step: ComponentType = steps[script]
  return <Step key={place} />
}

/** Begins with the script of the place that is opened, while the draft is still being read. */
export function loadStep(place: Place | null): void {
  if (place && place !== 'basic') load[scriptOf(place)]().catch(() => undefined)
}

/** Steps can be gone through without a network once the form has been opened. */
export function loadSteps(): void {
  for (const step of Object.values(load)) step().catch(() => undefined)
}

function scriptOf(place: Exclude<Place, 'basic'>): keyof typeof load {
  return place === 'photos' || place === 'machine' || place === 'other' || place === 'done' ? place : 'codes'
}
