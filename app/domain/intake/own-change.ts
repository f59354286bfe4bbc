/** The id under which a change that was made here stands among the records of all systems, and the one under which its undoing does. */
export function ownChangeId(actionId: number, suffix: '' | '-back'): string {
  return `staff-${actionId}${suffix}`
}

/** The action of a change that was made or undone here; null for what another system brought. */
export function ownActionOf(changeId: string): number | null {
  const id = /^staff-(\d{1,15})(?:-back)?$/.exec(changeId)?.[1]
  return id === undefined ? null : Number(id)
}

/** Whether it puts back what stood there before: two of our staff did it on the owner's word, so it hands no account over. */
export function isUndoing(changeId: string): boolean {
  return ownActionOf(changeId) !== null && changeId.endsWith('-back')
}
