#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

/// Of each function that is used, its address in the loaded library.
static struct {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_reset) *easy_reset;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
    __typeof__(curl_easy_perform) *easy_perform;
    __typeof__(curl_easy_strerror) *easy_strerror;
    // In parentheses, since the header makes macros of these that check the types of arguments.
    __typeof__((curl_easy_setopt)) *easy_setopt;
    __typeof__((curl_easy_getinfo)) *easy_getinfo;
    __typeof__(curl_slist_append) *slist_append;
    __typeof__(curl_slist_free_all) *slist_free_all;
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char problem[300];

static void *symbol(void *loaded, const char *name) {
    void *address = dlsym(loaded, name);
    if (!address && !problem[0]) snprintf(problem, sizeof problem, "it has no `%s`", name);
    return address;
}

static void load(void) {
#ifdef __APPLE__
    const char *names[] = {"libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"};
#else
    const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif
    void *loaded = NULL;
    for (int i = 0; i < 2 && !loaded; i++) {
        loaded = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        // The first name is the usual one, so that its problem is the one to tell.
        if (!loaded && i == 0) snprintf(problem, sizeof problem, "%s", dlerror());
    }
    if (!loaded) return;
    problem[0] = 0;
    library.global_init = symbol(loaded, "curl_global_init");
    library.easy_init = symbol(loaded, "curl_easy_init");
    library.easy_reset = symbol(loaded, "curl_easy_reset");
    library.easy_cleanup = symbol(loaded, "curl_easy_cleanup");
    library.easy_perform = symbol(loaded, "curl_easy_perform");
    library.easy_strerror = symbol(loaded, "curl_easy_strerror");
    library.easy_setopt = symbol(loaded, "curl_easy_setopt");
    library.easy_getinfo = symbol(loaded, "curl_easy_getinfo");
    library.slist_append = symbol(loaded, "curl_slist_append");
    library.slist_free_all = symbol(loaded, "curl_slist_free_all");
    if (problem[0]) return;
    CURLcode code = library.global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) {
        snprintf(problem, sizeof problem, "%s", library.easy_strerror(code));
    }
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return problem[0] ? problem : NULL;
}

CURL *ccurl_easy_init(void) { return library.easy_init(); }

void ccurl_easy_reset(CURL *handle) { library.easy_reset(handle); }

void ccurl_easy_cleanup(CURL *handle) { library.easy_cleanup(handle); }

CURLcode ccurl_easy_perform(CURL *handle) { return library.easy_perform(handle); }

const char *ccurl_easy_strerror(CURLcode code) { return library.easy_strerror(code); }

CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_writer(CURL *handle, curl_write_callback write, void *context) {
    CURLcode code = library.easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
    if (code != CURLE_OK) return code;
    return library.easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

long ccurl_status(CURL *handle) {
    long status = 0;
    library.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

curl_off_t ccurl_retry_after(CURL *handle) {
    curl_off_t seconds = 0;
    library.easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text) {
    return library.slist_append(list, text);
}

void ccurl_list_free(struct curl_slist *list) { library.slist_free_all(list); }
