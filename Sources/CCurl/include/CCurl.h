#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The part of libcurl that is used, in forms that Swift can call: its functions with a variable
/// number of arguments once for each type of value.
///
/// The library is loaded by the first call of `ccurl_load`, not at the start of the program: it
/// brings two dozen others, and every command would wait for them.

/// Loads the library once. To be called before anything else; safe on any number of threads.
///
/// Returns null, or why it cannot be loaded: a text that lives as long as the program.
const char *ccurl_load(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_reset(CURL *handle);
void ccurl_easy_cleanup(CURL *handle);
CURLcode ccurl_easy_perform(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);

CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
/// `context` comes back as the last argument of `write`.
CURLcode ccurl_set_writer(CURL *handle, curl_write_callback write, void *context);

/// Zero where the transfer has none.
long ccurl_status(CURL *handle);
/// The seconds of `Retry-After`, given as a number or as a date; zero where there is none.
curl_off_t ccurl_retry_after(CURL *handle);

/// The list with a copy of `text` at its end; null where there is no memory, and the list as it was.
struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text);
void ccurl_list_free(struct curl_slist *list);

#endif
