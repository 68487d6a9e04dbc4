'use client'

import { PhotoStep } from '@/components/photo/photo-step'
import { placeAfterPhotos } from '@/lib/features/filing/rules/code-groups'
import { useForm } from './form-context'
import { StepFrame } from './step-frame'
import { useNext } from './use-next'

/** Step 2, 图片上传. Pending uploads do not block 下一步; they continue in the background. */
export function PhotosStep() {
  const { draft, view, content, faults } = useForm()
  const next = useNext()
  return (
    <StepFrame title="图片上传" next="下一步" onNext={() => next(placeAfterPhotos(content))}>
      <PhotoStep draft={draft} view={view} faults={faults} />
    </StepFrame>
  )
}
