/** The three values that confirm an action. */
export type ConfirmationField = 'ip_confirmation' | 'name_confirmation' | 'operation_confirmation';
