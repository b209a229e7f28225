/** Privilege classes: which commands a user may give (features: classes A to G). */

/** Whether one of the command's classes is among the user's. */
export function allowed(classes: string, users: string): boolean {
  return classes === '' || Array.from(classes).some((letter) => users.includes(letter));
}
