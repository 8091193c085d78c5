/* Characters as Python's str sees them. */
#ifndef PENSTOCK_SHARED_TEMPLATE_CHARACTER_H
#define PENSTOCK_SHARED_TEMPLATE_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool ps_character_is_space(uint32_t code_point);      /* str.isspace */
bool ps_character_is_identifier(uint32_t code_point); /* may be in a name */
bool ps_character_is_printable(uint32_t code_point);  /* repr shows it as it is */
bool ps_character_is_alpha(uint32_t code_point);
bool ps_character_is_decimal(uint32_t code_point);
bool ps_character_is_digit(uint32_t code_point);
bool ps_character_is_numeric(uint32_t code_point);
bool ps_character_is_upper(uint32_t code_point);
bool ps_character_is_lower(uint32_t code_point);
bool ps_character_is_title(uint32_t code_point);
bool ps_character_is_cased(uint32_t code_point);
bool ps_character_ignores_case(uint32_t code_point); /* between letters, for a final sigma */

/* Line ends of str.splitlines. */
bool ps_character_ends_line(uint32_t code_point);

/* Full case mappings; return how many characters were written, 1 to 3. */
#define PS_CASE_SIZE_MAX 3
size_t ps_character_upper(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX]);
size_t ps_character_lower(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX]);
size_t ps_character_title(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX]);
size_t ps_character_fold(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX]);

/* As an escape in a literal: "\\xe9", "\\u2028" or "\\U0001f600". */
#define PS_CHARACTER_ESCAPE_SIZE 12
void ps_character_escape(uint32_t code_point, char text[PS_CHARACTER_ESCAPE_SIZE]);

#endif
