import type { Metadata } from 'next'
import { SeriesPage } from '@/components/registration/series-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '号段' }

export default async function AdminSeries() {
  await requirePageActor('series.read')
  return <SeriesPage />
}
